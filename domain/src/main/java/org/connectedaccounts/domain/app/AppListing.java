package org.connectedaccounts.domain.app;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What people see and search of an app. {@code aliases} are further words by which it is found;
 * {@code logo} is the name of its picture, absent where a monogram stands in.
 */
public record AppListing(
    String name,
    List<String> aliases,
    String category,
    @Nullable String homepageUrl,
    @Nullable String docsUrl,
    @Nullable String logo) {

  /** The search goes by no more; documents from before this rule may have more. */
  public static final int MOST_ALIASES = 50;

  public static final int LONGEST_ALIAS = 100;

  private static final Pattern LOGO = Pattern.compile("[a-z0-9]{1,64}");
  private static final Pattern CATEGORY = Pattern.compile("[a-z][a-z0-9-]*");

  /** An alias that is one too many, or too long. */
  public record Excess(String part, String reason) {}

  public AppListing {
    Names.requireText("name", name);
    aliases = List.copyOf(aliases);
    if (!CATEGORY.matcher(category).matches()) {
      throw new InvalidDefinitionPart("category", "must match " + CATEGORY);
    }
    Names.requireWebUrl("homepage_url", homepageUrl);
    Names.requireWebUrl("docs_url", docsUrl);
    if (logo != null && !LOGO.matcher(logo).matches()) {
      throw new InvalidDefinitionPart("logo", "must match " + LOGO);
    }
  }

  /** What a new definition is refused for. */
  public List<Excess> excess() {
    List<Excess> excess = new ArrayList<>();
    if (aliases.size() > MOST_ALIASES) {
      excess.add(new Excess("aliases", "has more than " + MOST_ALIASES));
    }
    for (int i = 0; i < Math.min(aliases.size(), MOST_ALIASES); i++) {
      if (aliases.get(i).length() > LONGEST_ALIAS) {
        excess.add(new Excess("aliases/" + i, "has more than " + LONGEST_ALIAS + " characters"));
      }
    }
    return excess;
  }

  /** The aliases that it is found by. */
  public List<String> soughtAliases() {
    return aliases.stream()
        .limit(MOST_ALIASES)
        .filter(alias -> alias.length() <= LONGEST_ALIAS)
        .toList();
  }
}
