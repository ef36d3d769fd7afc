package org.connectedaccounts.domain.audit;

import java.util.Locale;
import org.connectedaccounts.domain.TypeId;
import org.connectedaccounts.domain.workspace.Caller;
import org.jspecify.annotations.Nullable;

/**
 * Who did it.
 *
 * @param id of the key or the session, as clients see it; of a trusted issuer's token the issuer's
 *     name and the subject; null where there is none to tell
 */
public record Actor(Kind kind, @Nullable String id) {

  /** What sort of caller it was. */
  public enum Kind {
    OPERATOR,
    API_KEY,
    SESSION,
    /** A backend with a token of a trusted issuer. */
    TRUSTED_BACKEND,
    /** An end user with one. */
    END_USER,
    /** Nobody called: a refresh ahead of need, or what followed from a call. */
    SERVICE;

    /** As it stands in the contract: {@code api_key}. */
    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public static Actor of(Caller caller) {
    return switch (caller) {
      case Caller.Operator _ -> new Actor(Kind.OPERATOR, null);
      case Caller.Backend backend -> new Actor(Kind.API_KEY, backend.key().text());
      case Caller.SessionHolder holder ->
          new Actor(Kind.SESSION, TypeId.format("cs", holder.session()));
      case Caller.TrustedBackend backend ->
          new Actor(Kind.TRUSTED_BACKEND, backend.subject().text());
      case Caller.EndUser user -> new Actor(Kind.END_USER, user.subject().text());
    };
  }
}
