package org.connectedaccounts.domain.app;

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

  private static final Pattern LOGO = Pattern.compile("[a-z0-9]{1,64}");
  private static final Pattern CATEGORY = Pattern.compile("[a-z][a-z0-9-]*");

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
}
