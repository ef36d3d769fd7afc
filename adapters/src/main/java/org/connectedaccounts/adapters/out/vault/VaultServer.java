package org.connectedaccounts.adapters.out.vault;

import io.quarkus.vault.client.VaultClient;
import io.quarkus.vault.client.VaultClientException;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.net.ssl.SSLException;
import org.connectedaccounts.application.port.KeyEncryptionKeys.OutOfTime;
import org.connectedaccounts.application.port.KeyEncryptionKeys.Unreachable;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** Vault, as this service calls it: each call has a deadline, each failure a sentence. */
@Singleton
final class VaultServer {

  private static final int FORBIDDEN = 403;
  private static final int BAD_REQUEST = 400;
  private static final int NOT_FOUND = 404;

  private static final int FAILED = 500;

  /** How long and how often to wait for the end of a token: longer than a second altogether. */
  private static final Duration A_MOMENT = Duration.ofMillis(250);

  private static final int MOMENTS = 8;

  private static final List<String> NOTHING = List.of("\"errors\":[]", "\"deletion_time\":");

  private final Supplier<VaultClient> client;
  private final boolean configured;
  private final Duration deadline;
  private final Patience patience;
  private final Map<String, String> troubles = new ConcurrentHashMap<>();

  /** A request to Vault; the client is not even made before the first. */
  interface Call<T> extends Function<VaultClient, CompletionStage<T>> {}

  /** Vault has nothing there, or cannot do it with what was sent. */
  static final class Refused extends Exception {
    private static final long serialVersionUID = 1L;

    private final boolean nothingThere;

    Refused(VaultClientException cause, boolean nothingThere) {
      super(cause.getStatus() + " " + cause.getErrors(), cause);
      this.nothingThere = nothingThere;
    }

    /** Whether Vault knows the path, and has nothing at it. */
    boolean isNothingThere() {
      return nothingThere;
    }
  }

  @Inject
  VaultServer(
      Instance<VaultClient> client,
      @ConfigProperty(name = "quarkus.vault.url") Optional<String> url,
      @ConfigProperty(name = "connected-accounts.vault.deadline", defaultValue = "3S")
          Duration deadline,
      RequestPatience patience) {
    this(client::get, url.isPresent(), deadline, patience);
  }

  VaultServer(
      Supplier<VaultClient> client, boolean configured, Duration deadline, Patience patience) {
    this.client = client;
    this.configured = configured;
    this.deadline = deadline;
    this.patience = patience;
  }

  /** Whether there is a Vault to call at all. */
  boolean isConfigured() {
    return configured;
  }

  /** How long a call takes at most. */
  Duration deadline() {
    return deadline;
  }

  /** Why Vault could not be used the last time, by engine; empty where it could. */
  Map<String, String> troubles() {
    return Map.copyOf(troubles);
  }

  /** That an engine cannot be used, to be thrown. */
  Unreachable unusable(String engine, String sentence, Refused cause) {
    troubles.put(engine, sentence);
    return new Unreachable(sentence, cause);
  }

  /**
   * @param engine which one is called, for the health
   * @throws Refused if Vault answers 400 or 404
   * @throws Unreachable if it does not answer in time, or not now, or not us
   */
  <T> T call(String engine, Call<T> request) throws Refused {
    try {
      T answer = callBeyondTheTokensEnd(request);
      troubles.remove(engine);
      return answer;
    } catch (Refused answer) {
      troubles.remove(engine);
      throw answer;
    } catch (Unreachable away) {
      troubles.put(engine, String.valueOf(away.getMessage()));
      throw away;
    }
  }

  /**
   * In its last second, beyond its {@code token_max_ttl}, Vault neither renews a token nor calls it
   * over; the client asks for a new one only then.
   */
  private <T> T callBeyondTheTokensEnd(Call<T> request) throws Refused {
    for (int waited = 0; ; waited++) {
      try {
        return callPatiently(request);
      } catch (Unreachable away) {
        if (waited == MOMENTS || !isTokensLastSecond(away)) {
          throw away;
        }
        waitAMoment();
      }
    }
  }

  private static boolean isTokensLastSecond(Unreachable away) {
    return away.getCause() instanceof VaultClientException answer
        && Objects.equals(answer.getStatus(), FAILED)
        && String.valueOf(answer.getRequestPath()).contains("/token/renew-self");
  }

  private void waitAMoment() {
    try {
      Thread.sleep(A_MOMENT);
    } catch (InterruptedException e) {
      throw notWaitedFor(e);
    }
    patience.waited(A_MOMENT);
  }

  private <T> T callPatiently(Call<T> request) throws Refused {
    Duration left = patience.left(deadline);
    if (!left.isPositive()) {
      throw new OutOfTime(
          "Vault is slow: one request has waited for it for " + deadline + " altogether.", null);
    }
    long began = System.nanoTime();
    try {
      return call(request, left);
    } finally {
      patience.waited(Duration.ofNanos(System.nanoTime() - began));
    }
  }

  /** A call of which nothing is remembered. */
  <T> T call(Call<T> request, Duration within) throws Refused {
    if (!configured) {
      throw new Unreachable("Vault is not set up here: set quarkus.vault.url.", null);
    }
    try {
      return request
          .apply(client.get())
          .toCompletableFuture()
          .get(within.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      // Whoever has more time left may still be answered.
      throw within.compareTo(deadline) < 0
          ? new OutOfTime(noAnswer(within), e)
          : new Unreachable(noAnswer(within), e);
    } catch (InterruptedException e) {
      throw notWaitedFor(e);
    } catch (RuntimeException e) {
      throw new Unreachable(
          "Vault cannot be called: %s. Check quarkus.vault.*.".formatted(e.getMessage()), e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof VaultClientException answer) {
        throw refusal(answer);
      }
      if (e.getCause() instanceof Unreachable away) {
        throw away;
      }
      throw new Unreachable(
          "Vault cannot be reached%s. Check %s."
              .formatted(reason(e.getCause()), settings(e.getCause())),
          e);
    }
  }

  static String noAnswer(Duration within) {
    return "Vault did not answer within "
        + within
        + ": it is overloaded, or something before it takes requests and answers none. How long it"
        + " is waited for is connected-accounts.vault.deadline (docs/vault.md, Trouble).";
  }

  private static OutOfTime notWaitedFor(InterruptedException e) {
    Thread.currentThread().interrupt();
    return new OutOfTime("Nobody waits for Vault any more.", e);
  }

  private static String settings(@Nullable Throwable cause) {
    for (var each = cause; each != null; each = each.getCause()) {
      if (each instanceof SSLException) {
        return "quarkus.vault.tls.ca-cert, which a CA of one's own needs, and quarkus.vault.url";
      }
    }
    return "quarkus.vault.url";
  }

  /** The client makes a NullPointerException of a connection that was closed. */
  private static String reason(@Nullable Throwable cause) {
    return cause == null || cause instanceof NullPointerException ? "" : ": " + cause;
  }

  private static Refused refusal(VaultClientException answer) {
    int status = answer.getStatus() == null ? 0 : answer.getStatus();
    String path = answer.getRequestPath();
    boolean ours = status >= BAD_REQUEST && status <= NOT_FOUND;
    if (ours && path != null && path.contains("/login")) {
      throw new Unreachable(
          "Vault does not log this service in ("
              + status
              + "): check quarkus.vault.authentication.app-role.role-id and .app-role.secret-id,"
              + " which may be over, or .kubernetes.role; docs/vault.md says how to make new ones.",
          answer);
    }
    if (status == FORBIDDEN) {
      throw new Unreachable(
          "Vault refuses %s (403): the token is wrong or over (quarkus.vault.authentication.*), or its policy lacks this path (docker/vault/policy.hcl), or it has another mount or prefix than connected-accounts.vault.transit-mount, .transit-prefix, .kv-mount and .kv-prefix."
              .formatted(path),
          answer);
    }
    if (status == BAD_REQUEST || status == NOT_FOUND) {
      return refused(answer, status);
    }
    throw new Unreachable(
        "Vault answers %d at %s: it is sealed, a standby or too busy.".formatted(status, path),
        answer);
  }

  /**
   * Where Vault has nothing it answers a list of no errors, and where a version was deleted, when.
   * Anything else comes from something in between, and says nothing of what Vault has.
   */
  private static Refused refused(VaultClientException answer, int status) {
    List<String> errors = answer.getErrors();
    String body = String.valueOf(answer.getBody()).replaceAll("\\s", "");
    boolean told = errors != null && !errors.isEmpty();
    boolean none = !told && NOTHING.stream().anyMatch(body::contains);
    if (!none && !told) {
      throw new Unreachable(
          "Something before Vault answers %d at %s: check quarkus.vault.url."
              .formatted(status, answer.getRequestPath()),
          answer);
    }
    return new Refused(answer, none && status == NOT_FOUND);
  }
}
