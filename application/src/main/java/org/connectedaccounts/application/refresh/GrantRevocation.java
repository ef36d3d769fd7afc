package org.connectedaccounts.application.refresh;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.connectedaccounts.application.catalog.AppCatalogue;
import org.connectedaccounts.application.client.TokenEndpoints;
import org.connectedaccounts.application.port.AuthorizationServer;
import org.connectedaccounts.application.port.AuthorizationServer.Endpoint;
import org.connectedaccounts.application.port.AuthorizationServer.RevocationAnswer;
import org.connectedaccounts.application.port.ConnectedAccounts;
import org.connectedaccounts.application.port.ConnectedAccounts.WithCredential;
import org.connectedaccounts.application.port.RefreshAttempts;
import org.connectedaccounts.application.port.RefreshAttempts.Spare;
import org.connectedaccounts.application.port.SecretVault;
import org.connectedaccounts.application.port.SecretVault.Unopenable;
import org.connectedaccounts.domain.Secret;
import org.connectedaccounts.domain.account.ConnectedAccount;
import org.connectedaccounts.domain.account.CredentialGeneration;
import org.connectedaccounts.domain.account.Identity;
import org.connectedaccounts.domain.app.AppDefinition;
import org.connectedaccounts.domain.app.AuthMethod;
import org.connectedaccounts.domain.app.GrantSharing;
import org.connectedaccounts.domain.app.OAuth2;
import org.connectedaccounts.domain.client.OAuthClient;
import org.connectedaccounts.domain.client.OAuthClientId;
import org.connectedaccounts.domain.credential.Credential;
import org.connectedaccounts.domain.credential.SealedFor;
import org.connectedaccounts.domain.credential.Token;
import org.connectedaccounts.domain.workspace.WorkspaceId;
import org.jspecify.annotations.Nullable;

/** Ends a grant at the provider, where the definition knows how and nobody else lives on it. */
public final class GrantRevocation {

  private final ConnectedAccounts accounts;
  private final RefreshAttempts attempts;
  private final AppCatalogue catalogue;
  private final AuthorizationServer server;
  private final TokenEndpoints endpoints;
  private final SecretVault vault;

  public GrantRevocation(
      ConnectedAccounts accounts,
      RefreshAttempts attempts,
      AppCatalogue catalogue,
      AuthorizationServer server,
      TokenEndpoints endpoints,
      SecretVault vault) {
    this.accounts = accounts;
    this.attempts = attempts;
    this.catalogue = catalogue;
    this.server = server;
    this.endpoints = endpoints;
    this.vault = vault;
  }

  /** What was done at the provider. */
  public enum Outcome {
    REVOKED,
    NOT_SUPPORTED,
    FAILED,
    SKIPPED_SHARED_GRANT,
    NOTHING_TO_REVOKE
  }

  /**
   * @param outcome of all tokens together: one that could not be revoked may keep the grant alive
   * @param current whether the current one was revoked, so that the account is of no use any more
   * @param late which late tokens there were beside it
   * @param failure what the provider said to the first that could not be revoked; null also where
   *     it could not be asked
   */
  public record Revocation(
      Outcome outcome, boolean current, Set<SealedFor> late, @Nullable RevocationAnswer failure) {}

  public Revocation revoke(WithCredential found) {
    ConnectedAccount account = found.account();
    AppDefinition app =
        catalogue.corrected(account.origin().definition(), account.origin().method());
    AuthMethod method = app.method(account.origin().method()).orElseThrow();
    List<Spare> late = attempts.spares(account.workspace(), account.id());
    return leftAlone(account, method)
        .map(outcome -> new Revocation(outcome, false, names(late), null))
        .orElseGet(() -> askAsItsClient(found, late, app, method));
  }

  private Revocation askAsItsClient(
      WithCredential found, List<Spare> late, AppDefinition app, AuthMethod method) {
    ConnectedAccount account = found.account();
    OAuthClientId id = Objects.requireNonNull(account.origin().client(), "client");
    return endpoints
        .findClient(account, id)
        .map(client -> ask(found, late, known -> endpoints.of(account, app, method, client, known)))
        .orElseGet(() -> new Revocation(Outcome.FAILED, false, names(late), null));
  }

  /**
   * Ends the grant that an account had before its user connected anew. Empty, and nobody is asked,
   * if that is not known to be possible without harm to the new one, or if the client is gone: to
   * another one a provider says yes as well, and ends nothing (RFC 7009, 2.2).
   *
   * @param madeWith the client that the former grant belongs to
   */
  public Optional<Revocation> revokeFormer(
      WithCredential renewed, CredentialGeneration former, OAuthClientId madeWith) {
    ConnectedAccount account = renewed.account();
    AppDefinition app =
        catalogue.corrected(account.origin().definition(), account.origin().method());
    AuthMethod method = app.method(account.origin().method()).orElseThrow();
    boolean alone = method.scheme() instanceof OAuth2 oauth && oauth.grant() == GrantSharing.SINGLE;
    return alone
            && leftAlone(account, method).isEmpty()
            && !holdsTheSame(renewed.credential(), former)
        ? endpoints
            .findClient(account, madeWith)
            .filter(client -> mayMeet(client, account))
            .map(client -> askFormer(renewed, former, app, method, client))
        : Optional.empty();
  }

  private Revocation askFormer(
      WithCredential renewed,
      CredentialGeneration former,
      AppDefinition app,
      AuthMethod method,
      OAuthClient client) {
    ConnectedAccount account = renewed.account();
    return ask(
        new WithCredential(account, former, renewed.now()),
        List.of(),
        known -> endpoints.of(account, app, method, client, known));
  }

  /** The operator's secret never meets an endpoint that a workspace wrote. */
  private static boolean mayMeet(OAuthClient client, ConnectedAccount account) {
    return !client.owner().equals(WorkspaceId.OPERATOR)
        || account.origin().definition().owner().equals(WorkspaceId.OPERATOR);
  }

  /** Some providers give the token again that they gave before. */
  private boolean holdsTheSame(CredentialGeneration one, CredentialGeneration other) {
    try {
      Credential mine = vault.openCredential(one.sealedFor(), one.sealed());
      Credential theirs = vault.openCredential(other.sealedFor(), other.sealed());
      return secrets(mine).anyMatch(each -> secrets(theirs).anyMatch(each::equals));
    } catch (Unopenable _) {
      return true;
    }
  }

  private static Stream<Secret> secrets(Credential credential) {
    return Stream.concat(
        credential.tokens().values().stream().map(Token::value),
        Stream.ofNullable(credential.refreshToken()));
  }

  /** Whether another late token has come since, which wants to be revoked as well. */
  public boolean isOvertaken(ConnectedAccount account, Revocation revocation) {
    return !revocation
        .late()
        .containsAll(names(attempts.spares(account.workspace(), account.id())));
  }

  private static Set<SealedFor> names(List<Spare> late) {
    return late.stream().map(Spare::sealedFor).collect(Collectors.toSet());
  }

  /**
   * Ends what came when its account was gone already; {@code known} of the endpoint is the token.
   */
  Outcome revokeOrphan(ConnectedAccount gone, Endpoint endpoint) {
    return leftAlone(gone, endpoint.method()).orElseGet(() -> ask(gone, endpoint).outcome());
  }

  /** Why the provider is not asked; empty if it is. */
  private Optional<Outcome> leftAlone(ConnectedAccount account, AuthMethod method) {
    OAuthClientId client = account.origin().client();
    if (!(method.scheme() instanceof OAuth2 oauth) || client == null) {
      return Optional.of(Outcome.NOTHING_TO_REVOKE);
    }
    if (oauth.revocation() == null) {
      return Optional.of(Outcome.NOT_SUPPORTED);
    }
    return oauth.grant() == GrantSharing.SHARED && isShared(account, client)
        ? Optional.of(Outcome.SKIPPED_SHARED_GRANT)
        : Optional.empty();
  }

  /** The current token and the late ones beside it: each may keep the grant alive. */
  private Revocation ask(
      WithCredential found, List<Spare> late, Function<Credential, Endpoint> endpoint) {
    CredentialGeneration current = found.credential();
    List<Said> all =
        Stream.concat(Stream.of(new Spare(current.sealedFor(), current.sealed())), late.stream())
            .map(each -> ask(found.account(), each, endpoint))
            .toList();
    Outcome first = all.getFirst().outcome();
    return all.stream()
        .filter(each -> each.outcome() == Outcome.FAILED)
        .findFirst()
        .map(
            each ->
                new Revocation(
                    Outcome.FAILED, first == Outcome.REVOKED, names(late), each.answer()))
        .orElseGet(() -> new Revocation(first, first == Outcome.REVOKED, names(late), null));
  }

  /** What came of one token; the answer is null where nobody was asked. */
  private record Said(Outcome outcome, @Nullable RevocationAnswer answer) {}

  /** A secret that does not open cannot be shown to the provider, and is no reason to stay. */
  private Said ask(ConnectedAccount account, Spare kept, Function<Credential, Endpoint> endpoint) {
    try {
      Credential known = vault.openCredential(kept.sealedFor(), kept.sealed());
      return known.tokens().isEmpty() && known.refreshToken() == null
          ? new Said(Outcome.NOTHING_TO_REVOKE, null)
          : ask(account, endpoint.apply(known));
    } catch (Unopenable _) {
      return new Said(Outcome.FAILED, null);
    }
  }

  private Said ask(ConnectedAccount account, Endpoint endpoint) {
    RevocationAnswer answer = server.revoke(endpoint, () -> harmsNobody(account, endpoint));
    return switch (answer.revoked()) {
      case YES -> new Said(Outcome.REVOKED, answer);
      case NOT_SUPPORTED -> new Said(Outcome.NOT_SUPPORTED, answer);
      case REFUSED, THROTTLED, UNAVAILABLE, DESTINATION_REFUSED -> new Said(Outcome.FAILED, answer);
    };
  }

  /**
   * Asked just before the first byte: who has connected by then lives on a grant that is shared.
   */
  private boolean harmsNobody(ConnectedAccount seen, Endpoint endpoint) {
    return !(endpoint.method().scheme() instanceof OAuth2 oauth)
        || oauth.grant() != GrantSharing.SHARED
        || (!isRenewed(seen) && leftAlone(seen, endpoint.method()).isEmpty());
  }

  /** Whether somebody has put another token in its place since, and it is in use. */
  public boolean isRenewed(ConnectedAccount seen) {
    return accounts
        .find(seen.workspace(), seen.id())
        .filter(now -> now.generation() != seen.generation())
        .filter(now -> !now.status().isTakenOutOfUse())
        .isPresent();
  }

  /** Without a known subject nobody can say who else lives on the grant, so it is left alone. */
  private boolean isShared(ConnectedAccount account, OAuthClientId client) {
    Identity identity = account.identity();
    return identity == null || accounts.sharesGrant(account, client, identity.id());
  }
}
