package org.connectedaccounts.adapters.out.catalog;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.connectedaccounts.domain.app.AppDefinition;

/**
 * The words by which an app is found, taken apart once.
 *
 * @param names of what it is called: its name and its slug
 * @param aliases of what it is like
 * @param all each word once
 * @param letters of all of them
 */
record SearchTerms(List<Title> names, List<Title> aliases, List<Word> all, long letters) {

  /** A name as its words, and joined. */
  record Title(Word joined, List<Word> words) {

    static Title of(List<String> words) {
      return new Title(Word.of(String.join("", words)), words.stream().map(Word::of).toList());
    }
  }

  static SearchTerms of(AppDefinition app) {
    Set<List<String>> names = new LinkedHashSet<>();
    names.add(Words.of(app.name()));
    names.add(Words.of(app.slug().value()));
    Set<List<String>> aliases = new LinkedHashSet<>();
    app.aliases().forEach(alias -> aliases.add(Words.of(alias)));
    Set<String> all = new LinkedHashSet<>();
    names.forEach(all::addAll);
    aliases.forEach(all::addAll);
    List<Word> words = all.stream().map(Word::of).toList();
    long letters = words.stream().mapToLong(Word::letters).reduce(0, (a, b) -> a | b);
    return new SearchTerms(titles(names), titles(aliases), words, letters);
  }

  private static List<Title> titles(Set<List<String>> names) {
    List<Title> titles = new ArrayList<>();
    names.stream().filter(words -> !words.isEmpty()).map(Title::of).forEach(titles::add);
    return titles;
  }
}
