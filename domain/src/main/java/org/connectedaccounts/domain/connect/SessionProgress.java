package org.connectedaccounts.domain.connect;

import java.util.List;
import org.connectedaccounts.domain.Refusal;
import org.connectedaccounts.domain.account.AccountId;
import org.jspecify.annotations.Nullable;

/** How far a session has come. Expiry is not a stage: it is a matter of the clock. */
public sealed interface SessionProgress {

  record Pending() implements SessionProgress {}

  /** The browser is at the provider. */
  record Authorizing(AttemptId attempt) implements SessionProgress {}

  /**
   * The code, or the typed fields, are kept sealed; nothing happens until the caller's backend
   * completes.
   */
  record AwaitingCompletion(AttemptId attempt) implements SessionProgress {}

  /** The grant is there, and the user must say which of its parts the account stands for. */
  record Choosing(AttemptId attempt, List<Option> options) implements SessionProgress {
    public Choosing {
      options = List.copyOf(options);
    }
  }

  record Completed(AccountId account, boolean created) implements SessionProgress {}

  /**
   * May be tried again while the session lives, unless the flow was somebody else's.
   *
   * @param oauthError what the provider answered the consent with, if it is a registered error (RFC
   *     6749, 4.1.2.1); null: it answered something else, or it was not the provider
   */
  record Failed(Refusal.Code code, String detail, @Nullable String oauthError)
      implements SessionProgress {

    public Failed(Refusal.Code code, String detail) {
      this(code, detail, null);
    }

    /** The provider does not know a scope that was asked for, or does not give it. */
    public boolean isForScopes() {
      return "invalid_scope".equals(oauthError);
    }

    /** Another user was at the browser that came back: nothing more is connected (C1). */
    public boolean isForGood() {
      return code == Refusal.Code.USER_MISMATCH;
    }
  }

  /** One thing to choose from, such as a site. */
  record Option(String id, String label) {}

  /** The word for it in the contract. */
  default String text() {
    return switch (this) {
      case Pending _ -> "pending";
      case Authorizing _ -> "authorizing";
      case AwaitingCompletion _ -> "awaiting_completion";
      case Choosing _ -> "choosing";
      case Completed _ -> "completed";
      case Failed _ -> "failed";
    };
  }
}
