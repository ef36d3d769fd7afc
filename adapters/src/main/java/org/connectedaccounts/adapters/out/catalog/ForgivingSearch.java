package org.connectedaccounts.adapters.out.catalog;

import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import org.connectedaccounts.adapters.out.catalog.Shelf.Hit;
import org.connectedaccounts.application.port.AppSearch;
import org.connectedaccounts.domain.app.AppDefinition;

/**
 * Ranks by how well the words of a text fit the words of an app. Every word has to fit one: as it
 * is, as its beginning, or with a typing mistake or two. Words may be joined or parted freely.
 */
final class ForgivingSearch implements AppSearch {

  private static final int LONGEST_QUERY = 100;
  private static final int MOST_KEPT = 20_000;
  private static final int MOST_SHELVES = 8;

  private volatile Index index = new Index();

  /** What is known of apps, by digest: a definition that changes is another one. */
  private record Index(Lexicon lexicon, Map<String, SearchTerms> terms, Deque<Shelf> shelves) {

    Index() {
      this(new Lexicon(), new ConcurrentHashMap<>(), new ConcurrentLinkedDeque<>());
    }

    Shelf shelf(List<AppDefinition> apps) {
      for (Shelf shelf : shelves) {
        if (shelf.holds(apps)) {
          return shelf;
        }
      }
      Shelf made = new Shelf(List.copyOf(apps), apps.stream().map(this::terms).toList());
      shelves.addFirst(made);
      if (shelves.size() > MOST_SHELVES) {
        shelves.pollLast();
      }
      return made;
    }

    private SearchTerms terms(AppDefinition app) {
      SearchTerms known = terms.get(app.digest());
      if (known != null) {
        return known;
      }
      SearchTerms made = SearchTerms.of(app, lexicon);
      terms.put(app.digest(), made);
      return made;
    }
  }

  @Override
  public List<AppDefinition> rank(List<AppDefinition> candidates, String text) {
    List<String> words = Words.of(text.substring(0, Math.min(text.length(), LONGEST_QUERY)));
    if (words.isEmpty()) {
      return text.isBlank() ? candidates : List.of();
    }
    Index current = current();
    Shelf shelf = current.shelf(candidates);
    // Afterwards, for it goes by the words that are known by now.
    List<Hit> hits = shelf.hits(Asked.of(words, current.lexicon()));
    Comparator<Hit> best = Comparator.comparingInt(Hit::score).reversed();
    hits.sort(best.thenComparing(hit -> hit.app().slug().value()));
    return hits.stream().map(Hit::app).toList();
  }

  private Index current() {
    Index current = index;
    if (current.terms().size() >= MOST_KEPT) {
      current = new Index();
      index = current;
    }
    return current;
  }
}
