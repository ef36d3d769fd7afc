package org.connectedaccounts.credentials;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * No credential, and why. {@link #code} is the service's own ({@code docs/errors.md}), such as
 * {@code account_unavailable}, or one of ours, where {@link #status} says who spoke:
 *
 * <ul>
 *   <li>{@code unreachable}: the service cannot be reached, or hung up
 *   <li>{@code timeout}: it did not answer in time
 *   <li>{@code answer_invalid}: what answered is not the service, or not one that we understand
 *   <li>{@code interrupted}: the thread was, while it waited
 *   <li>{@code key_unusable}: there is no key, or not one that a header could carry
 *   <li>{@code value_missing}, {@code value_unusable}: the credential has no such value, or not one
 *       that a header could carry
 * </ul>
 *
 * No secret is in it, nor anything of an answer but {@code code}, {@code detail} and the reason.
 */
public final class CredentialException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String accountId;
  private final String code;
  private final int status;
  private final @Nullable String detail;
  private final @Nullable String reason;
  private final @Nullable Duration retryAfter;
  private final boolean isTransient;

  private CredentialException(Answer answer, @Nullable Throwable cause) {
    super(answer.text(), cause);
    this.accountId = answer.accountId;
    this.code = answer.code;
    this.status = answer.status;
    this.detail = answer.detail;
    this.reason = answer.reason;
    this.retryAfter = answer.retryAfter;
    this.isTransient = answer.isTransient;
  }

  /** What is told. */
  record Answer(
      String accountId,
      String code,
      int status,
      @Nullable String detail,
      @Nullable String reason,
      @Nullable Duration retryAfter,
      boolean isTransient) {

    private String text() {
      return code
          + (status == 0 ? "" : " (" + status + ")")
          + " for "
          + accountId
          + (detail == null ? "" : ": " + detail)
          + (reason == null ? "" : " [" + reason + "]");
    }
  }

  /** Said by the service, or by what stands before it. */
  static CredentialException said(Answer answer) {
    return new CredentialException(answer, null);
  }

  /** Found on this side, and the same the next time. */
  static CredentialException here(String accountId, String code, String detail) {
    return new CredentialException(new Answer(accountId, code, 0, detail, null, null, false), null);
  }

  /** No answer, or none that can be used; another try may get one. */
  static CredentialException unanswered(
      String accountId, String code, int status, @Nullable Throwable cause) {
    return new CredentialException(
        new Answer(accountId, code, status, null, null, null, true), cause);
  }

  /** The same for another caller, whose stack trace it has; many may wait for one answer. */
  CredentialException again() {
    return new CredentialException(answer(retryAfter), this);
  }

  /** The same, some time later. */
  CredentialException again(Duration left) {
    return new CredentialException(answer(retryAfter == null ? null : left), this);
  }

  private Answer answer(@Nullable Duration wait) {
    return new Answer(accountId, code, status, detail, reason, wait, isTransient);
  }

  public String accountId() {
    return accountId;
  }

  /** Stable; expect codes that are not known yet. */
  public String code() {
    return code;
  }

  /** The HTTP status; 0 where nothing answered. */
  public int status() {
    return status;
  }

  /** For people; may change. */
  public Optional<String> detail() {
    return Optional.ofNullable(detail);
  }

  /** At {@code account_unavailable}: why, such as {@code revoked}; else empty. */
  public Optional<String> reason() {
    return Optional.ofNullable(reason);
  }

  /** How long to wait before trying again, if the service said. */
  public Optional<Duration> retryAfter() {
    return Optional.ofNullable(retryAfter);
  }

  /** Whether trying again later may help, with nobody doing anything. */
  public boolean isTransient() {
    return isTransient;
  }
}
