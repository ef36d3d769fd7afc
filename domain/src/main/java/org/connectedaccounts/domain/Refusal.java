package org.connectedaccounts.domain;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Why the service says no: a stable code, a sentence that says what to do, and evidence a client
 * can act on. Knows nothing of HTTP and carries no stack trace. A refusal rolls the unit of work
 * back; what must commit is returned.
 */
public final class Refusal extends RuntimeException {

  /** What sort of no it is; one HTTP status each, mapped in one place. */
  public enum Kind {
    INVALID,
    UNAUTHENTICATED,
    FORBIDDEN,
    NOT_FOUND,
    CONFLICT,
    EXPIRED,
    OUTDATED,
    REJECTED,
    UNAVAILABLE
  }

  /** Every reason, in the contract under its lower-case name. */
  public enum Code {
    INVALID_REQUEST(Kind.INVALID),
    INVALID_CURSOR(Kind.INVALID),
    WORKSPACE_REQUIRED(Kind.INVALID),
    STATE_INVALID(Kind.INVALID),
    ISSUER_MISMATCH(Kind.INVALID),
    CALLBACK_INVALID(Kind.INVALID),
    UNAUTHENTICATED(Kind.UNAUTHENTICATED),
    TICKET_INVALID(Kind.UNAUTHENTICATED),
    SCOPE_MISSING(Kind.FORBIDDEN),
    KEY_LIMITED(Kind.FORBIDDEN),
    SESSION_LIMITED(Kind.FORBIDDEN),
    END_USER_LIMITED(Kind.FORBIDDEN),
    SESSION_TOKEN_REQUIRED(Kind.FORBIDDEN),
    APP_NOT_ALLOWED(Kind.FORBIDDEN),
    USER_MISMATCH(Kind.FORBIDDEN),
    HANDLE_INVALID(Kind.FORBIDDEN),
    OPERATOR_ONLY(Kind.FORBIDDEN),
    APP_NOT_FOUND(Kind.NOT_FOUND),
    ACCOUNT_NOT_FOUND(Kind.NOT_FOUND),
    SESSION_NOT_FOUND(Kind.NOT_FOUND),
    WORKSPACE_NOT_FOUND(Kind.NOT_FOUND),
    API_KEY_NOT_FOUND(Kind.NOT_FOUND),
    WORKFLOW_NOT_FOUND(Kind.NOT_FOUND),
    STEP_LINK_NOT_FOUND(Kind.NOT_FOUND),
    OAUTH_CLIENT_NOT_FOUND(Kind.NOT_FOUND),
    KEY_ROTATION_NOT_FOUND(Kind.NOT_FOUND),
    REVOCATION_NOT_FOUND(Kind.NOT_FOUND),
    WEBHOOK_ENDPOINT_NOT_FOUND(Kind.NOT_FOUND),
    WEBHOOK_DELIVERY_NOT_FOUND(Kind.NOT_FOUND),
    API_KEY_ROTATED(Kind.CONFLICT),
    SESSION_STATE(Kind.CONFLICT),
    ACCOUNT_LINKED(Kind.CONFLICT),
    ACCOUNT_UNAVAILABLE(Kind.CONFLICT),
    AMBIGUOUS_ACCOUNT(Kind.CONFLICT),
    IDENTITY_MISMATCH(Kind.CONFLICT),
    IDENTITY_TAKEN(Kind.CONFLICT),
    APP_NOT_CONNECTABLE(Kind.CONFLICT),
    APP_IN_USE(Kind.CONFLICT),
    APP_LIMIT(Kind.CONFLICT),
    OAUTH_CLIENT_IN_USE(Kind.CONFLICT),
    OAUTH_CLIENT_CHANGED(Kind.CONFLICT),
    REGISTRATION_UNSUPPORTED(Kind.CONFLICT),
    WORKSPACE_IN_USE(Kind.CONFLICT),
    KEY_ROTATION_RUNNING(Kind.CONFLICT),
    REVOCATION_TOO_LARGE(Kind.CONFLICT),
    WEBHOOK_ENDPOINT_LIMIT(Kind.CONFLICT),
    WEBHOOK_ENDPOINT_DISABLED(Kind.CONFLICT),
    AUTHORIZATION_CODE_EXPIRED(Kind.CONFLICT),
    CHOICE_REQUIRED(Kind.CONFLICT),
    RETURN_URL_MISSING(Kind.CONFLICT),
    IDEMPOTENCY_IN_PROGRESS(Kind.CONFLICT),
    SESSION_EXPIRED(Kind.EXPIRED),
    PRECONDITION_FAILED(Kind.OUTDATED),
    CREDENTIALS_REJECTED(Kind.REJECTED),
    IDEMPOTENCY_KEY_REUSED(Kind.REJECTED),
    DESTINATION_REFUSED(Kind.REJECTED),
    INVALID_DEFINITION(Kind.REJECTED),
    CONSENT_DENIED(Kind.REJECTED),
    PROVIDER_ERROR(Kind.REJECTED),
    TOKEN_REJECTED(Kind.REJECTED),
    PROVIDER_UNAVAILABLE(Kind.UNAVAILABLE),
    PROVIDER_TIMEOUT(Kind.UNAVAILABLE),
    VERIFICATION_UNAVAILABLE(Kind.UNAVAILABLE),
    ISSUER_UNAVAILABLE(Kind.UNAVAILABLE);

    private final Kind kind;

    Code(Kind kind) {
      this.kind = kind;
    }

    public Kind kind() {
      return kind;
    }

    /** As it stands in the contract: {@code account_not_found}. */
    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** What a client can act on beside the code. */
  public sealed interface Evidence {
    record None() implements Evidence {}

    record Faults(List<Fault> faults) implements Evidence {}

    record Accounts(List<UnavailableAccount> accounts) implements Evidence {}

    record Links(List<LinkedStep> links) implements Evidence {}

    record RetryAfter(Duration delay) implements Evidence {}
  }

  /** A field that is wrong: a JSON pointer into the request, and why; never the value. */
  public record Fault(String pointer, String detail) {}

  /**
   * An account that a step needs and cannot have now. {@code name} is the name of the link, if
   * there is one.
   */
  public record UnavailableAccount(
      @Nullable String name,
      String accountId,
      String app,
      String status,
      @Nullable String reason) {}

  /**
   * A step's link: one of the account which somebody wants to remove, or one of several that could
   * be meant.
   *
   * @param externalUserId whose link it is, where that is what the caller has to say; null also for
   *     everybody's
   */
  public record LinkedStep(
      String workflowId, String stepId, String name, @Nullable String externalUserId) {}

  private final Code code;
  private final transient Evidence evidence;

  private Refusal(Code code, String detail, Evidence evidence) {
    super(detail, null, false, false);
    this.code = code;
    this.evidence = evidence;
  }

  public static Refusal of(Code code, String detail) {
    return new Refusal(code, detail, new Evidence.None());
  }

  public static Refusal of(Code code, String detail, Evidence evidence) {
    return new Refusal(code, detail, evidence);
  }

  /** One wrong field of a request. */
  public static Refusal invalid(String pointer, String detail) {
    return invalid(List.of(new Fault(pointer, detail)));
  }

  /** Wrong fields of a request, all told at once. */
  public static Refusal invalid(List<Fault> faults) {
    return of(
        Code.INVALID_REQUEST, "The request is not valid; see errors.", new Evidence.Faults(faults));
  }

  /** Try again later: nothing is wrong with the request. */
  public static Refusal unavailable(Code code, String detail, Duration retryAfter) {
    return of(code, detail, new Evidence.RetryAfter(retryAfter));
  }

  public Code code() {
    return code;
  }

  public Kind kind() {
    return code.kind();
  }

  /** One sentence for the caller; never a secret, never the rejected value. */
  public String detail() {
    return String.valueOf(getMessage());
  }

  public Evidence evidence() {
    return evidence;
  }
}
