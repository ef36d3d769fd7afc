package org.connectedaccounts.adapters.out.catalog;

import java.util.ArrayList;
import java.util.List;
import org.connectedaccounts.domain.app.AppDefinition;
import org.connectedaccounts.domain.app.AuthMethod;
import org.connectedaccounts.domain.app.InputField;
import org.connectedaccounts.domain.app.OAuth2;
import org.connectedaccounts.domain.app.RefreshPolicy;
import org.jspecify.annotations.Nullable;

/** What a definition does not tell although it might; whoever knows it adds it. */
final class MissingParts {

  private final List<String> missing = new ArrayList<>();

  private MissingParts() {}

  /** Each with what it would be good for. */
  static List<String> of(AppDefinition app) {
    MissingParts parts = new MissingParts();
    parts.look("/homepage_url: where people learn what it is", app.homepageUrl() == null);
    parts.look("/docs_url: where the API is explained", app.docsUrl() == null);
    parts.logo(app.logo());
    parts.look("/category: other says nothing", app.category().equals("other"));
    parts.look("/aliases: more words that it is found by", app.aliases().isEmpty());
    for (int i = 0; i < app.methods().size(); i++) {
      parts.method("/auth/" + i, app.methods().get(i));
    }
    return List.copyOf(parts.missing);
  }

  private void look(String what, boolean isMissing) {
    if (isMissing) {
      missing.add(what);
    }
  }

  private void logo(@Nullable String name) {
    look("/logo: a picture instead of a monogram", name == null);
    look(
        "/logo: there is no logos/" + name + ".svg, a monogram is shown",
        name != null && !ResourceLogos.has(name));
  }

  private void method(String at, AuthMethod method) {
    look(
        at + "/identity: whose account it is; a second one of the same is not seen without",
        method.identity() == null);
    look(at + "/api/base_url", method.api().baseUrl() == null);
    look(
        at + "/api/verify: a probe, so that a bad key is refused when it is typed",
        method.api().verification() == null);
    for (InputField field : method.fields()) {
      boolean told = field.help().hint() != null || field.help().helpUrl() != null;
      look(at + "/fields " + field.name() + ": a hint or a help_url", field.secret() && !told);
    }
    if (method.scheme() instanceof OAuth2 oauth) {
      look(
          at + "/revocation: without, a removed account's grant lives on at the app",
          oauth.revocation() == null);
      look(
          at
              + "/refresh/class: unless it is strict; a used refresh token is taken for one that"
              + " works once",
          oauth.refresh().equals(RefreshPolicy.UNKNOWN));
      look(at + "/scopes/default", oauth.consent().scopes().defaults().isEmpty());
    }
  }
}
