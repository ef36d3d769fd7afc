package org.connectedaccounts.adapters.out.catalog;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.connectedaccounts.adapters.out.catalog.SearchTerms.Title;
import org.connectedaccounts.application.port.AppSearch;
import org.connectedaccounts.domain.app.AppDefinition;

/**
 * Ranks by how well the words of a text fit the words of an app. Every word has to fit one: as it
 * is, as its beginning, or with a typing mistake or two. Words may be joined or parted freely.
 */
final class ForgivingSearch implements AppSearch {

  private static final int LONGEST_QUERY = 100;
  private static final int MOST_KEPT = 20_000;

  /** By digest: a definition that changes is another one. */
  private final Map<String, SearchTerms> terms = new ConcurrentHashMap<>();

  private record Hit(AppDefinition app, int score) {}

  @Override
  public List<AppDefinition> rank(List<AppDefinition> candidates, String text) {
    List<String> words = Words.of(text.substring(0, Math.min(text.length(), LONGEST_QUERY)));
    if (words.isEmpty()) {
      return text.isBlank() ? candidates : List.of();
    }
    Query query = new Query(Title.of(words), new Likeness());
    List<Hit> hits = new ArrayList<>();
    for (AppDefinition app : candidates) {
      int score = query.score(termsOf(app));
      if (score > 0) {
        hits.add(new Hit(app, score));
      }
    }
    Comparator<Hit> best = Comparator.comparingInt(Hit::score).reversed();
    hits.sort(best.thenComparing(hit -> hit.app().slug().value()));
    return hits.stream().map(Hit::app).toList();
  }

  private SearchTerms termsOf(AppDefinition app) {
    SearchTerms known = terms.get(app.digest());
    if (known != null) {
      return known;
    }
    if (terms.size() >= MOST_KEPT) {
      terms.clear();
    }
    SearchTerms made = SearchTerms.of(app);
    terms.put(app.digest(), made);
    return made;
  }

  /** One search. */
  private record Query(Title asked, Likeness likeness) {

    int score(SearchTerms app) {
      // Most apps lack more letters of the query than two mistakes in each word could explain.
      int lacking = Long.bitCount(asked.joined().letters() & ~app.letters());
      if (lacking > 2 * asked.words().size()) {
        return 0;
      }
      int byName = best(app.names());
      if (byName == 100) {
        return byName;
      }
      int byAlias = best(app.aliases());
      int mixed = wordByWord(app.all());
      // An alias says what an app is like; its name says which one it is.
      return Math.max(Math.max(byName, byAlias * 9 / 10), mixed * 8 / 10);
    }

    private int best(List<Title> titles) {
      int best = 0;
      for (Title title : titles) {
        best = Math.max(best, likeness.of(title.joined(), asked.joined()));
        if (best < 100) {
          best = Math.max(best, wordByWord(title.words()));
        }
      }
      return best;
    }

    /** The mean of each asked word's best fit, or 0 if one fits nothing. */
    private int wordByWord(List<Word> words) {
      int sum = 0;
      for (Word wanted : asked.words()) {
        int best = 0;
        for (Word word : words) {
          best = Math.max(best, likeness.of(word, wanted));
        }
        if (best == 0) {
          return 0;
        }
        sum += best;
      }
      // A title with more words than were asked for is a slightly worse fit.
      int unasked = Math.max(0, words.size() - asked.words().size());
      return Math.max(1, sum / asked.words().size() - 2 * unasked);
    }
  }
}
