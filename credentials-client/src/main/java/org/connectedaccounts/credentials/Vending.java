package org.connectedaccounts.credentials;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The two calls of the contract that vend: read a fresh credential, refresh one now. */
final class Vending {

  private final Service service;
  private final HttpClient http;
  private final Duration margin;
  private final Duration timeout;

  Vending(Service service, HttpClient http, Duration margin, Duration timeout) {
    this.service = service;
    this.http = http;
    this.margin = margin;
    this.timeout = timeout;
  }

  /**
   * Where the service is, and who calls.
   *
   * @param uri without a slash at its end
   * @param key asked at each call, so that one that is replaced needs no restart
   */
  record Service(URI uri, Supplier<String> key, @Nullable String workspace) {
    @Override
    public String toString() {
      return uri.toString();
    }
  }

  /**
   * @param rejected the version to replace; without one, a credential that lives longer than the
   *     margin
   * @return fails with a {@link CredentialException} only
   */
  CompletableFuture<Credential> vend(
      String accountId, OptionalLong rejected, @Nullable String purpose) {
    var vended = new CompletableFuture<Credential>();
    try {
      var unused =
          send(request(accountId, rejected, purpose))
              .whenComplete((answer, failure) -> settle(vended, accountId, answer, failure));
    } catch (CredentialException refused) {
      vended.completeExceptionally(refused);
    }
    return vended;
  }

  private CompletableFuture<HttpResponse<byte[]>> send(HttpRequest request) {
    CompletableFuture<HttpResponse<byte[]>> sent =
        http.sendAsync(request, BodyHandlers.ofByteArray());
    // The request's own limit ends where the body begins.
    CompletableFuture<HttpResponse<byte[]>> limited =
        sent.copy().orTimeout(timeout.toNanos(), TimeUnit.NANOSECONDS);
    return limited.whenComplete((answer, failure) -> sent.cancel(true));
  }

  private HttpRequest request(String accountId, OptionalLong rejected, @Nullable String purpose) {
    String account = service.uri() + "/v1/accounts/" + accountId;
    HttpRequest.Builder request =
        rejected.isPresent()
            ? HttpRequest.newBuilder(URI.create(account + "/refresh"))
                .header("Content-Type", "application/json")
                .POST(
                    BodyPublishers.ofString("{\"rejected_version\":" + rejected.getAsLong() + "}"))
            : HttpRequest.newBuilder(URI.create(account + "/credentials" + minTtl()));
    request
        .timeout(timeout)
        .header("Accept", "application/json, application/problem+json")
        .header("Authorization", "Bearer " + key(accountId));
    if (service.workspace() != null) {
      request.header("Workspace", service.workspace());
    }
    if (purpose != null) {
      request.header("Purpose", purpose);
    }
    return request.build();
  }

  private String minTtl() {
    return margin.isZero() ? "" : "?min_ttl=" + margin.plusNanos(999_999_999).toSeconds();
  }

  private String key(String accountId) {
    String key;
    try {
      key = service.key().get();
    } catch (RuntimeException unreadable) {
      throw CredentialException.unanswered(accountId, "key_unusable", 0, unreadable);
    }
    if (!HeaderText.isSendable(key)) {
      throw CredentialException.unanswered(accountId, "key_unusable", 0, null);
    }
    return key;
  }

  private static void settle(
      CompletableFuture<Credential> vended,
      String accountId,
      @Nullable HttpResponse<byte[]> answer,
      @Nullable Throwable failure) {
    try {
      if (answer == null) {
        throw unanswered(accountId, failure);
      }
      vended.complete(Answers.credential(accountId, answer));
    } catch (CredentialException refused) {
      vended.completeExceptionally(refused);
    } catch (RuntimeException odd) {
      // Without a cause: it may repeat what it could not read.
      vended.completeExceptionally(
          CredentialException.unanswered(accountId, "answer_invalid", 0, null));
    }
  }

  private static CredentialException unanswered(String accountId, @Nullable Throwable failure) {
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
    boolean isLate = cause instanceof TimeoutException || cause instanceof HttpTimeoutException;
    return CredentialException.unanswered(accountId, isLate ? "timeout" : "unreachable", 0, cause);
  }
}
