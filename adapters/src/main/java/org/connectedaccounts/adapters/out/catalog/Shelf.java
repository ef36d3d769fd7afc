package org.connectedaccounts.adapters.out.catalog;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.connectedaccounts.domain.app.AppDefinition;

/**
 * Apps that are searched together, and which of them have a word: a search looks at those alone
 * that have one which fits. Most searches are for the same apps as the one before.
 */
final class Shelf {

  private final List<AppDefinition> apps;
  private final List<SearchTerms> terms;

  /** By the number of a word, the positions of the apps that have it. */
  private final int[][] places;

  /**
   * @param terms of each app, in the same order
   */
  Shelf(List<AppDefinition> apps, List<SearchTerms> terms) {
    this.apps = apps;
    this.terms = terms;
    int[][] numbers = terms.stream().map(app -> app.numbers().toArray()).toArray(int[][]::new);
    this.places = places(numbers);
  }

  private static int[][] places(int[][] numbers) {
    int size = 1 + Arrays.stream(numbers).flatMapToInt(Arrays::stream).max().orElse(0);
    int[] having = new int[size];
    for (int[] ofApp : numbers) {
      for (int number : ofApp) {
        having[number]++;
      }
    }
    int[][] places = new int[size][];
    for (int place = numbers.length - 1; place >= 0; place--) {
      for (int number : numbers[place]) {
        if (places[number] == null) {
          places[number] = new int[having[number]];
        }
        places[number][--having[number]] = place;
      }
    }
    return places;
  }

  /** Whether it holds these very apps in this order. */
  boolean holds(List<AppDefinition> others) {
    if (others.size() != apps.size()) {
      return false;
    }
    for (int i = 0; i < apps.size(); i++) {
      if (!isSame(apps.get(i), others.get(i))) {
        return false;
      }
    }
    return true;
  }

  @SuppressWarnings("ReferenceEquality") // comparing definitions would take longer than a search
  private static boolean isSame(AppDefinition one, AppDefinition other) {
    return one == other;
  }

  /** Every app that fits, in their order. */
  List<Hit> hits(Asked asked) {
    List<Hit> hits = new ArrayList<>();
    BitSet possible = new BitSet(apps.size());
    asked.fitting().forEach(number -> mark(number, possible));
    for (int i = possible.nextSetBit(0); i >= 0; i = possible.nextSetBit(i + 1)) {
      int score = asked.score(terms.get(i));
      if (score > 0) {
        hits.add(new Hit(apps.get(i), score));
      }
    }
    return hits;
  }

  private void mark(int number, BitSet possible) {
    int[] having = number < places.length ? places[number] : null;
    if (having != null) {
      for (int place : having) {
        possible.set(place);
      }
    }
  }

  /**
   * An app that was found.
   *
   * @param score up to 100
   */
  record Hit(AppDefinition app, int score) {}
}
