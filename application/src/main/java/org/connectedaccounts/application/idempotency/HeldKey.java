package org.connectedaccounts.application.idempotency;

import java.util.stream.Collectors;
import org.connectedaccounts.application.port.IdempotencyRecords;
import org.connectedaccounts.domain.connect.SessionId;
import org.connectedaccounts.domain.workspace.Caller;
import org.connectedaccounts.domain.workspace.Scope;
import org.connectedaccounts.domain.workspace.WorkspaceId;

/** A key that a request holds, until its answer is kept or the key is given up. */
public record HeldKey(IdempotencyRecords.Key key) {

  static HeldKey of(Caller caller, String key) {
    return switch (caller) {
      case Caller.Operator(var acting) ->
          new HeldKey(
              new IdempotencyRecords.Key(
                  acting == null ? WorkspaceId.OPERATOR : acting, "operator", key));
      case Caller.Backend backend ->
          new HeldKey(new IdempotencyRecords.Key(backend.workspace(), backend.key().text(), key));
      case Caller.SessionHolder holder ->
          new HeldKey(
              new IdempotencyRecords.Key(
                  holder.workspace(), new SessionId(holder.session()).text(), key));
      case Caller.TrustedBackend backend -> of("backend:" + scopes(backend), backend, key);
      case Caller.EndUser user ->
          of("user:" + user.externalUserId().length() + ":" + user.externalUserId(), user, key);
    };
  }

  /**
   * One subject may be both, and may come with a token that can do less: no answer is repeated to
   * it that it could not have got itself. No id of ours has a colon.
   */
  private static HeldKey of(String kind, Caller.ByToken signed, String key) {
    return new HeldKey(
        new IdempotencyRecords.Key(signed.workspace(), kind + ":" + signed.subject().text(), key));
  }

  private static String scopes(Caller.TrustedBackend backend) {
    return backend.scopes().stream().map(Scope::text).sorted().collect(Collectors.joining(" "));
  }
}
