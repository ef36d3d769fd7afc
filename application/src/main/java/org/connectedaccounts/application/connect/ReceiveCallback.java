package org.connectedaccounts.application.connect;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.connectedaccounts.application.catalog.AppCatalogue;
import org.connectedaccounts.application.port.ConnectSessions;
import org.connectedaccounts.application.port.Fingerprints;
import org.connectedaccounts.application.port.Fingerprints.Purpose;
import org.connectedaccounts.application.port.SecretVault;
import org.connectedaccounts.application.port.Workspaces;
import org.connectedaccounts.domain.Refusal;
import org.connectedaccounts.domain.Refusal.Code;
import org.connectedaccounts.domain.Secret;
import org.connectedaccounts.domain.account.Binding;
import org.connectedaccounts.domain.app.AuthMethod;
import org.connectedaccounts.domain.app.HostRules;
import org.connectedaccounts.domain.app.Issuer;
import org.connectedaccounts.domain.app.OAuth2;
import org.connectedaccounts.domain.connect.AuthorizationAttempt;
import org.connectedaccounts.domain.connect.ConnectSession;
import org.connectedaccounts.domain.connect.SessionId;
import org.connectedaccounts.domain.connect.SessionProgress.Authorizing;
import org.connectedaccounts.domain.connect.SessionProgress.AwaitingCompletion;
import org.connectedaccounts.domain.connect.SessionProgress.Failed;
import org.connectedaccounts.domain.credential.Sealed;
import org.connectedaccounts.domain.workspace.Workspace;
import org.jspecify.annotations.Nullable;

/**
 * The browser is back from the provider. The code is kept, sealed; it is not exchanged before the
 * caller's backend has confirmed who sits at that browser, unless the workspace chose to be
 * browser-bound, and it is the browser of our own page.
 */
public final class ReceiveCallback {

  private final ConnectSessions sessions;
  private final Workspaces workspaces;
  private final Apps apps;
  private final Secrets secrets;
  private final Completion completion;
  private final PageLinks links;
  private final Surroundings surroundings;

  public ReceiveCallback(
      ConnectSessions sessions,
      Workspaces workspaces,
      Apps apps,
      Secrets secrets,
      Completion completion,
      PageLinks links,
      Surroundings surroundings) {
    this.sessions = sessions;
    this.workspaces = workspaces;
    this.apps = apps;
    this.secrets = secrets;
    this.completion = completion;
    this.links = links;
    this.surroundings = surroundings;
  }

  /** What was asked for, and how. */
  public record Apps(AppCatalogue catalogue, ConsentScopes scopes) {}

  /** What keeps secrets. */
  public record Secrets(SecretVault vault, Fingerprints fingerprints) {}

  /** The page token that this browser keeps for a session, if any. */
  @FunctionalInterface
  public interface Kept {
    Optional<Secret> of(SessionId session);
  }

  public record Command(String context, CallbackParameters parameters, Kept kept) {}

  /**
   * Where the browser goes now.
   *
   * @param returnUrl registered by the workspace, with what the caller needs in its query, or the
   *     session's own page with it in the fragment; null: nowhere, show a page
   * @param refusal null if the consent was received
   */
  public record Outcome(@Nullable String returnUrl, @Nullable Refusal refusal) {}

  public Outcome handle(Command command) {
    CallbackParameters parameters = command.parameters();
    if (parameters.repeatsOne()) {
      return lost(Code.CALLBACK_INVALID, "A parameter came twice.");
    }
    Optional<AuthorizationAttempt> attempt =
        parameters
            .secret("state")
            .map(state -> secrets.fingerprints().of(Purpose.STATE, state))
            .flatMap(hash -> sessions.findAttemptByState(command.context(), hash));
    return attempt
        .map(found -> receive(found, command))
        .orElseGet(
            () ->
                lost(
                    Code.STATE_INVALID,
                    "This authorization is unknown, or was answered already; start again."));
  }

  /** Nothing is known of where the browser came from, so it stays here. */
  private static Outcome lost(Code code, String detail) {
    return new Outcome(null, Refusal.of(code, detail));
  }

  private Outcome receive(AuthorizationAttempt attempt, Command command) {
    CallbackParameters parameters = command.parameters();
    String codeParam = scheme(attempt).consent().callback().codeParam();
    if (parameters.repeats(codeParam)) {
      return lost(Code.CALLBACK_INVALID, "A parameter came twice.");
    }
    // Before the state is spent: while the keys are away the browser can come again.
    Optional<Sealed> code =
        parameters
            .secret(codeParam)
            .map(value -> secrets.vault().seal(attempt.sealedFor("code"), value));
    boolean consumed = surroundings.unitOfWork().call(() -> sessions.consumeState(attempt));
    var found = sessions.find(attempt.workspace(), attempt.session());
    if (found.isEmpty() || !isStillAt(found.get().session(), attempt)) {
      return lost(Code.STATE_INVALID, "This authorization was given up for another one.");
    }
    ConnectSession session = found.get().session();
    boolean page = attempt.isOfPage() && isSameBrowser(session, command.kept());
    WayBack back = page ? new PageWayBack(links, session.id()) : ReturnUrl.of(session, workspaces);
    if (session.isExpiredAt(found.get().now())) {
      return back.with(
          Refusal.of(Code.SESSION_EXPIRED, "This session is expired; open a new one."));
    }
    if (!consumed && !found.get().now().isBefore(attempt.expiresAt())) {
      return failed(
          session,
          new Failed(Code.STATE_INVALID, "This authorization took too long; start again."),
          back);
    }
    if (!consumed) {
      return lost(Code.STATE_INVALID, "This authorization was answered already; start again.");
    }
    Optional<Failed> failure =
        wrongIssuer(attempt, parameters)
            .or(() -> refused(attempt, parameters, codeParam))
            .or(() -> foreignHost(attempt, parameters));
    return failure.isPresent()
        ? failed(session, failure.get(), back)
        : accepted(session, withCode(attempt.onPage(page), parameters, code.orElseThrow()), back);
  }

  private static boolean isStillAt(ConnectSession session, AuthorizationAttempt attempt) {
    return session.progress() instanceof Authorizing(var current) && current.equals(attempt.id());
  }

  /** Whether the browser that came back is the one that redeemed the session's link. */
  private boolean isSameBrowser(ConnectSession session, Kept kept) {
    return kept.of(session.id())
        .filter(token -> PageToken.isOf(session, token, sessions, secrets.fingerprints()))
        .isPresent();
  }

  private Outcome failed(ConnectSession session, Failed failure, WayBack back) {
    completion.attempts().fail(session, failure);
    return back.with(failure);
  }

  /**
   * RFC 9207, 2.4: exactly the issuer that the request went to; required only where it is
   * advertised.
   */
  private Optional<Failed> wrongIssuer(
      AuthorizationAttempt attempt, CallbackParameters parameters) {
    Issuer expected = scheme(attempt).consent().issuer();
    if (expected == null) {
      return Optional.empty();
    }
    Optional<String> named = parameters.first("iss");
    boolean right = named.map(expected.value()::equals).orElse(!expected.required());
    return right
        ? Optional.empty()
        : Optional.of(
            new Failed(Code.ISSUER_MISMATCH, "The answer came from another authorization server."));
  }

  private Optional<Failed> refused(
      AuthorizationAttempt attempt, CallbackParameters parameters, String codeParam) {
    Optional<String> error = parameters.first("error");
    if (error.isPresent()) {
      var beyondOwn = apps.scopes().beyondOwn(attempt, scheme(attempt));
      return Optional.of(ConsentErrors.of(error.get(), beyondOwn));
    }
    return parameters.first(codeParam).isPresent()
        ? Optional.empty()
        : Optional.of(new Failed(Code.CALLBACK_INVALID, "The answer has no authorization code."));
  }

  /** Anybody can edit a callback, and steps would follow it to where it leads. */
  private Optional<Failed> foreignHost(
      AuthorizationAttempt attempt, CallbackParameters parameters) {
    HostRules hosts = method(attempt).hosts();
    return captures(attempt, parameters).entrySet().stream()
            .allMatch(capture -> hosts.allows(capture.getKey(), capture.getValue()))
        ? Optional.empty()
        : Optional.of(
            new Failed(Code.CALLBACK_INVALID, "The answer names a host that is not the app's."));
  }

  private Outcome accepted(ConnectSession session, AuthorizationAttempt attempt, WayBack back) {
    Duration life = scheme(attempt).consent().atMostCodeLifetime(surroundings.policy().handle());
    Instant until = surroundings.clock().now().plus(life);
    var received = attempt.lasting(until);
    ConnectSession next = session.at(new AwaitingCompletion(attempt.id()));
    Workspace workspace = workspaces.find(session.workspace()).orElseThrow(SessionAccess::unknown);
    boolean bound = workspace.browserBound() && attempt.isOfPage();
    Secret handle = surroundings.random().token();
    surroundings
        .unitOfWork()
        .run(
            () -> {
              sessions.updateAttempt(received);
              if (!bound) {
                sessions.issueHandle(
                    received, secrets.fingerprints().of(Purpose.HANDLE, handle), until);
              }
              completion.attempts().advance(session, next);
            });
    if (!bound) {
      return back.with(handle);
    }
    return completeHere(next, received, back);
  }

  private Outcome completeHere(ConnectSession session, AuthorizationAttempt attempt, WayBack back) {
    try {
      completion.complete(session, attempt, Binding.BROWSER_BOUND);
      return back.plain();
    } catch (Refusal refusal) {
      return refusal.code() == Code.CHOICE_REQUIRED ? back.plain() : back.with(refusal);
    }
  }

  private AuthorizationAttempt withCode(
      AuthorizationAttempt attempt, CallbackParameters parameters, Sealed code) {
    var vault = secrets.vault();
    var place = attempt.sealedFor("credential");
    var credential =
        vault
            .openCredential(place, attempt.credential())
            .withCaptures(captures(attempt, parameters));
    return attempt.withCode(code, vault.sealCredential(place, credential));
  }

  private Map<String, String> captures(
      AuthorizationAttempt attempt, CallbackParameters parameters) {
    var captures = new LinkedHashMap<String, String>();
    scheme(attempt)
        .consent()
        .capture()
        .forEach(
            (name, parameter) ->
                parameters.first(parameter).ifPresent(value -> captures.put(name, value)));
    return captures;
  }

  private OAuth2 scheme(AuthorizationAttempt attempt) {
    return (OAuth2) method(attempt).scheme();
  }

  private AuthMethod method(AuthorizationAttempt attempt) {
    return apps.catalogue()
        .made(attempt.definition())
        .method(attempt.method())
        .orElseThrow(() -> new IllegalStateException("a snapshot has lost its method"));
  }
}
