package org.connectedaccounts.testing;

import java.util.List;
import org.connectedaccounts.domain.app.Api;
import org.connectedaccounts.domain.app.AppDefinition;
import org.connectedaccounts.domain.app.AppDocument;
import org.connectedaccounts.domain.app.AppListing;
import org.connectedaccounts.domain.app.AppSlug;
import org.connectedaccounts.domain.app.AuthMethod;
import org.connectedaccounts.domain.app.AuthMethodId;
import org.connectedaccounts.domain.app.InputField;
import org.connectedaccounts.domain.app.Keys;

/** Apps to try things on: one key, nothing else. */
public final class AppFixtures {

  private AppFixtures() {}

  public static AppDefinition app(String slug, String name, String... aliases) {
    var method =
        new AuthMethod(
            new AuthMethodId("api_key"),
            "API key",
            List.of(InputField.of("api_key", true)),
            new Keys(Keys.Kind.API_KEY),
            Api.NONE,
            null);
    var listing = new AppListing(name, List.of(aliases), "testing", null, null, null);
    var source = new AppDocument("slug: " + slug, "%064x".formatted(slug.hashCode()));
    return new AppDefinition(new AppSlug(slug), listing, List.of(method), source);
  }
}
