package org.connectedaccounts.application.account;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import org.connectedaccounts.application.catalog.Chosen;
import org.connectedaccounts.application.client.TokenEndpoints;
import org.connectedaccounts.application.port.AuthorizationServer;
import org.connectedaccounts.application.port.AuthorizationServer.Issued;
import org.connectedaccounts.application.port.AuthorizationServer.NotSent;
import org.connectedaccounts.application.port.AuthorizationServer.Refused;
import org.connectedaccounts.application.port.AuthorizationServer.Throttled;
import org.connectedaccounts.application.port.AuthorizationServer.Unknown;
import org.connectedaccounts.application.port.Egress.Cause;
import org.connectedaccounts.application.port.ProviderApi;
import org.connectedaccounts.application.port.ProviderApi.Identified;
import org.connectedaccounts.application.port.ProviderApi.Verdict;
import org.connectedaccounts.application.port.StoreClock;
import org.connectedaccounts.application.refresh.GrantedTokens;
import org.connectedaccounts.domain.Refusal;
import org.connectedaccounts.domain.Refusal.Code;
import org.connectedaccounts.domain.Refusal.Evidence;
import org.connectedaccounts.domain.Refusal.Fault;
import org.connectedaccounts.domain.account.GrantedScopes;
import org.connectedaccounts.domain.account.Identity;
import org.connectedaccounts.domain.app.AppDefinition;
import org.connectedaccounts.domain.app.AuthMethod;
import org.connectedaccounts.domain.app.InputField;
import org.connectedaccounts.domain.app.SignedToken;
import org.connectedaccounts.domain.app.TypedGrant;
import org.connectedaccounts.domain.credential.Credential;
import org.jspecify.annotations.Nullable;

/**
 * Shows typed keys to the app before they are saved, by the cheap request that its definition
 * knows.
 */
public final class CredentialCheck {

  private static final Duration SOON = Duration.ofSeconds(10);

  private final ProviderApi provider;
  private final AuthorizationServer server;
  private final TokenEndpoints endpoints;
  private final StoreClock clock;

  public CredentialCheck(
      ProviderApi provider,
      AuthorizationServer server,
      TokenEndpoints endpoints,
      StoreClock clock) {
    this.provider = provider;
    this.server = server;
    this.endpoints = endpoints;
    this.clock = clock;
  }

  /**
   * @param credential with access tokens, where typed keys are a client that gets some
   * @param verified false where the app has no request that could tell; never a guess
   */
  public record Checked(
      Credential credential, GrantedScopes scopes, @Nullable Identity identity, boolean verified) {}

  /** Keys, or a client's id and secret, as typed. */
  public Checked check(Chosen chosen) {
    Credential typed = chosen.credential();
    return chosen.method().scheme() instanceof TypedGrant scheme
        ? withToken(chosen, scheme, typed)
        : probed(chosen.app().definition(), chosen.method(), typed, GrantedScopes.NONE);
  }

  /** A credential that is complete in itself. */
  Checked probed(
      AppDefinition app, AuthMethod method, Credential credential, GrantedScopes scopes) {
    boolean verified = accepted(method, provider.verify(app, method, credential));
    return new Checked(credential, scopes, identity(app, method, credential), verified);
  }

  /** An app that cannot be asked now must not make a second account of one that is there. */
  private @Nullable Identity identity(AppDefinition app, AuthMethod method, Credential credential) {
    if (method.identity() == null) {
      return null;
    }
    Identified identified = provider.identify(app, method, credential);
    accepted(method, identified.verdict());
    return identified.identity();
  }

  /**
   * Without asking the app: the caller vouches for it. A client's id and secret get their first
   * token when it is first read.
   */
  public static Checked unchecked(Chosen chosen) {
    Credential typed = chosen.credential();
    return chosen.method().scheme() instanceof TypedGrant scheme
        ? new Checked(
            typed.withTokens(GrantedTokens.none(scheme.response()), null),
            new GrantedScopes(scheme.scopes().defaults(), scheme.scopes().defaults()),
            null,
            false)
        : new Checked(typed, GrantedScopes.NONE, null, false);
  }

  /** Whether the app says that it works; false where it has no way to tell. */
  private static boolean accepted(AuthMethod method, Verdict verdict) {
    return switch (verdict) {
      case ACCEPTED -> true;
      case NO_PROBE -> false;
      case REJECTED -> throw rejected(method);
      case UNREACHABLE -> throw unreachable();
      case DESTINATION_REFUSED -> throw refusedDestination();
    };
  }

  private Checked withToken(Chosen chosen, TypedGrant scheme, Credential typed) {
    List<String> scopes = scheme.scopes().defaults();
    Instant asked = clock.now();
    var endpoint =
        endpoints.ofTyped(
            chosen.app().definition(), chosen.method(), chosen.app().isOperators(), typed);
    return switch (server.clientCredentials(endpoint, scopes)) {
      case Issued issued when !issued.foreignHosts().isEmpty() ->
          throw Refusal.of(Code.PROVIDER_ERROR, foreign(issued));
      case Issued issued -> {
        Credential got = GrantedTokens.first(typed, issued, asked);
        Identity told = issued.identity();
        yield new Checked(
            got,
            GrantedTokens.scopes(scopes, issued),
            told != null ? told : identity(chosen.app().definition(), chosen.method(), got),
            proven(chosen, scheme, got));
      }
      case Refused _ -> throw rejected(chosen.method());
      case Throttled(var after) ->
          throw Refusal.unavailable(
              Code.VERIFICATION_UNAVAILABLE,
              "The app asks to wait before it checks the keys; try again later.",
              Objects.requireNonNullElse(after, SOON));
      case NotSent(var cause) ->
          throw cause == Cause.DESTINATION_REFUSED ? refusedDestination() : unreachable();
      case Unknown _ -> throw unreachable();
    };
  }

  /** A token that was given says that what was typed works; one that we made says nothing. */
  private boolean proven(Chosen chosen, TypedGrant scheme, Credential got) {
    return !(scheme instanceof SignedToken)
        || accepted(
            chosen.method(), provider.verify(chosen.app().definition(), chosen.method(), got));
  }

  private static Refusal rejected(AuthMethod method) {
    var faults =
        method.fields().stream()
            .filter(InputField::secret)
            .map(field -> new Fault("/fields/" + field.name(), "was not accepted by the app"))
            .toList();
    return Refusal.of(
        Code.CREDENTIALS_REJECTED,
        "The app did not accept these credentials; nothing was saved.",
        new Evidence.Faults(faults));
  }

  /** Steps would follow it to where it leads; captures have names of the definition's. */
  public static String foreign(Issued issued) {
    return "The provider's answer names a host that the app's definition does not allow, in the"
        + " capture "
        + String.join(", ", new TreeSet<>(issued.foreignHosts()))
        + "; nothing was connected.";
  }

  private static Refusal unreachable() {
    return Refusal.unavailable(
        Code.VERIFICATION_UNAVAILABLE,
        "The app could not be asked whether the credentials work; nothing was saved. Try again.",
        SOON);
  }

  private static Refusal refusedDestination() {
    return Refusal.of(
        Code.DESTINATION_REFUSED,
        "The app's address is one that this service does not call; the operator can allow it.");
  }
}
