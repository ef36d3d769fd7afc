package org.connectedaccounts.adapters.out.catalog;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.connectedaccounts.domain.app.AppDefinition;

/**
 * The words by which an app is found, as the numbers of a {@link Lexicon}, taken apart once.
 *
 * @param names of what it is called: its name and its slug
 * @param aliases of what it is like
 * @param all each word once
 */
record SearchTerms(List<Title> names, List<Title> aliases, int[] all) {

  /** A name joined, and as its words. */
  record Title(int joined, int[] words) {

    static Title of(List<String> words, Lexicon lexicon) {
      return new Title(lexicon.numberOf(String.join("", words)), numbers(words, lexicon));
    }
  }

  static SearchTerms of(AppDefinition app, Lexicon lexicon) {
    Set<List<String>> names = new LinkedHashSet<>();
    names.add(Words.of(app.name()));
    names.add(Words.of(app.slug().value()));
    Set<List<String>> aliases = new LinkedHashSet<>();
    app.listing().soughtAliases().forEach(alias -> aliases.add(Words.of(alias)));
    Set<String> all = new LinkedHashSet<>();
    names.forEach(all::addAll);
    aliases.forEach(all::addAll);
    return new SearchTerms(
        titles(names, lexicon), titles(aliases, lexicon), numbers(List.copyOf(all), lexicon));
  }

  /** Of all words, and of names that are joined. */
  IntStream numbers() {
    IntStream joined = Stream.of(names, aliases).flatMap(List::stream).mapToInt(Title::joined);
    return IntStream.concat(joined, Arrays.stream(all)).distinct();
  }

  private static List<Title> titles(Set<List<String>> names, Lexicon lexicon) {
    List<Title> titles = new ArrayList<>();
    names.stream()
        .filter(words -> !words.isEmpty())
        .map(words -> Title.of(words, lexicon))
        .forEach(titles::add);
    return titles;
  }

  private static int[] numbers(List<String> words, Lexicon lexicon) {
    return words.stream().mapToInt(lexicon::numberOf).toArray();
  }
}
