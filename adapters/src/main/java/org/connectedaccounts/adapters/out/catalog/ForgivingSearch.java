package org.connectedaccounts.adapters.out.catalog;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.connectedaccounts.application.port.AppSearch;
import org.connectedaccounts.domain.app.AppDefinition;

/**
 * Ranks by how well the words of a text fit the words of an app. Every word has to fit one: as it
 * is, as its beginning, or with a typing mistake or two. Words may be joined or parted freely.
 */
final class ForgivingSearch implements AppSearch {

  private static final int LONGEST_QUERY = 100;

  private record Hit(AppDefinition app, int score) {}

  @Override
  public List<AppDefinition> rank(List<AppDefinition> candidates, String text) {
    List<String> query = Words.of(text.substring(0, Math.min(text.length(), LONGEST_QUERY)));
    if (query.isEmpty()) {
      return text.isBlank() ? candidates : List.of();
    }
    Comparator<Hit> best = Comparator.comparingInt(Hit::score).reversed();
    return candidates.stream()
        .map(app -> new Hit(app, score(app, query)))
        .filter(hit -> hit.score() > 0)
        .sorted(best.thenComparing(hit -> hit.app().slug().value()))
        .map(Hit::app)
        .toList();
  }

  private static int score(AppDefinition app, List<String> query) {
    int byName = Math.max(score(app.name(), query), score(app.slug().value(), query));
    int byAlias = app.aliases().stream().mapToInt(alias -> score(alias, query)).max().orElse(0);
    int mixed = wordByWord(allWords(app), query);
    // An alias says what an app is like; its name says which one it is.
    return Math.max(Math.max(byName, byAlias * 9 / 10), mixed * 8 / 10);
  }

  private static int score(String title, List<String> query) {
    List<String> words = Words.of(title);
    int joined = Words.likeness(String.join("", words), String.join("", query));
    return Math.max(joined, wordByWord(words, query));
  }

  /** The mean of each query word's best fit, or 0 if one fits nothing. */
  private static int wordByWord(List<String> words, List<String> query) {
    int sum = 0;
    for (String asked : query) {
      int best = words.stream().mapToInt(word -> Words.likeness(word, asked)).max().orElse(0);
      if (best == 0) {
        return 0;
      }
      sum += best;
    }
    // A title with more words than were asked for is a slightly worse fit.
    int unasked = Math.max(0, words.size() - query.size());
    return Math.max(1, sum / query.size() - 2 * unasked);
  }

  private static List<String> allWords(AppDefinition app) {
    List<String> words = new ArrayList<>();
    Stream.concat(Stream.of(app.name(), app.slug().value()), app.aliases().stream())
        .map(Words::of)
        .forEach(words::addAll);
    return words;
  }
}
