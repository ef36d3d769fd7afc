package org.connectedaccounts.adapters.out.oauth;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.function.Supplier;
import org.connectedaccounts.domain.app.AppDefinition;
import org.connectedaccounts.domain.app.AppSlug;
import org.connectedaccounts.domain.app.UnrenderableTemplate;
import org.jspecify.annotations.Nullable;

/** Makes requests out of templates; nothing is sent where a part of them cannot be made. */
final class Rendering {

  private Rendering() {}

  /** Empty where a value is missing, or would make something else of its place. */
  static <T> Optional<T> of(Supplier<T> making) {
    try {
      return Optional.of(making.get());
    } catch (UnrenderableTemplate | NoSuchUrl e) {
      return Optional.empty();
    }
  }

  /** What the operator allows an app counts for the operator's own definition of it only. */
  static @Nullable AppSlug onBehalf(AppDefinition app) {
    return app.isOperators() ? app.slug() : null;
  }

  static URI url(String rendered) {
    try {
      URI url = new URI(rendered);
      if (url.getHost() == null) {
        throw new NoSuchUrl();
      }
      return url;
    } catch (URISyntaxException e) {
      throw new NoSuchUrl();
    }
  }

  /** What was rendered is no URL. Its text may hold a secret, so it is not kept. */
  static final class NoSuchUrl extends RuntimeException {

    private static final long serialVersionUID = 1L;

    NoSuchUrl() {
      super("not a URL", null, false, false);
    }
  }
}
