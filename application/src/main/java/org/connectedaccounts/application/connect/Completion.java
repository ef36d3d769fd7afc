package org.connectedaccounts.application.connect;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.connectedaccounts.application.account.AccountEnrolment;
import org.connectedaccounts.application.account.AccountEnrolment.Enrolled;
import org.connectedaccounts.application.account.Enrolment;
import org.connectedaccounts.application.port.AuthorizationServer.Issued;
import org.connectedaccounts.application.port.ConnectSessions;
import org.connectedaccounts.application.port.ProviderApi;
import org.connectedaccounts.application.port.ProviderApi.Identified;
import org.connectedaccounts.application.port.SecretVault;
import org.connectedaccounts.application.port.StepLinks;
import org.connectedaccounts.application.refresh.GrantedTokens;
import org.connectedaccounts.domain.Refusal;
import org.connectedaccounts.domain.Refusal.Code;
import org.connectedaccounts.domain.account.Binding;
import org.connectedaccounts.domain.account.GrantedScopes;
import org.connectedaccounts.domain.account.Identity;
import org.connectedaccounts.domain.account.Origin;
import org.connectedaccounts.domain.account.Owner;
import org.connectedaccounts.domain.app.Choice;
import org.connectedaccounts.domain.app.OAuth2;
import org.connectedaccounts.domain.connect.AuthorizationAttempt;
import org.connectedaccounts.domain.connect.AuthorizationAttempt.AuthorizationRequest;
import org.connectedaccounts.domain.connect.ConnectSession;
import org.connectedaccounts.domain.connect.SessionProgress.Choosing;
import org.connectedaccounts.domain.connect.SessionProgress.Completed;
import org.connectedaccounts.domain.connect.SessionProgress.Option;
import org.connectedaccounts.domain.credential.Credential;
import org.connectedaccounts.domain.credential.SealedCredential;
import org.jspecify.annotations.Nullable;

/**
 * From a kept code, or kept keys, to the account: exchange, ask who it is, let the user choose,
 * save and link.
 */
public final class Completion {

  private static final Duration SOON = Duration.ofSeconds(5);

  private final Attempts attempts;
  private final CodeExchange exchange;
  private final ProviderApi provider;
  private final AccountEnrolment enrolment;
  private final Store store;

  public Completion(
      Attempts attempts,
      CodeExchange exchange,
      ProviderApi provider,
      AccountEnrolment enrolment,
      Store store) {
    this.attempts = attempts;
    this.exchange = exchange;
    this.provider = provider;
    this.enrolment = enrolment;
    this.store = store;
  }

  /** Where things are kept. */
  public record Store(
      ConnectSessions sessions, StepLinks links, SecretVault vault, Surroundings surroundings) {}

  Attempts attempts() {
    return attempts;
  }

  /**
   * @throws Refusal CHOICE_REQUIRED once the grant is kept and the user must choose; others say why
   *     there is no account
   */
  Enrolled complete(ConnectSession session, AuthorizationAttempt attempt, Binding binding) {
    Attempted attempted = exchange.attempted(session, attempt);
    Credential typed =
        store.vault().openCredential(attempt.sealedFor("credential"), attempt.credential());
    AuthorizationRequest authorization = attempt.authorization();
    if (authorization == null) {
      return save(attempted, Grant.kept(typed, attempt), binding);
    }
    // What comes back must be sealed, so this is tried before the code is spent.
    store.vault().sealCredential(attempt.sealedFor("credential"), typed);
    Instant asked = store.surroundings().clock().now();
    Issued issued = exchange.exchange(attempted, authorization, typed);
    Credential granted = GrantedTokens.first(typed, issued, asked);
    var grant =
        new Grant(
            granted,
            GrantedTokens.scopes(attempt.scopes(), issued),
            identity(attempted, issued, granted),
            true);
    return save(attempted, chosen(attempted, grant), binding);
  }

  /** The user has chosen; the grant is kept in the attempt. */
  Enrolled choose(
      ConnectSession session, AuthorizationAttempt attempt, String option, Binding binding) {
    Attempted attempted = exchange.attempted(session, attempt);
    Credential granted =
        store.vault().openCredential(attempt.sealedFor("credential"), attempt.credential());
    Choice choice = Objects.requireNonNull(((OAuth2) attempted.method().scheme()).choice());
    return save(attempted, Grant.kept(granted, attempt).at(choice, option), binding);
  }

  /** What the provider gave, and what is known of it. */
  private record Grant(
      Credential credential, GrantedScopes scopes, @Nullable Identity identity, boolean verified) {

    static Grant kept(Credential credential, AuthorizationAttempt attempt) {
      return new Grant(
          credential,
          new GrantedScopes(attempt.scopes(), attempt.scopes()),
          attempt.identity(),
          attempt.verified());
    }

    Grant at(Choice choice, String option) {
      return new Grant(
          credential.withCaptures(Map.of(choice.storeAs(), option)),
          scopes,
          identity == null ? null : identity.at(option),
          verified);
    }
  }

  private @Nullable Identity identity(Attempted attempted, Issued issued, Credential granted) {
    Identity told = issued.identity();
    if (told != null) {
      return told;
    }
    Identified identified = provider.identify(attempted.app(), attempted.method(), granted);
    return switch (identified.verdict()) {
      case ACCEPTED, NO_PROBE -> identified.identity();
      case REJECTED ->
          throw failed(
              attempted,
              Refusal.of(
                  Code.TOKEN_REJECTED,
                  "The provider issued a token and then did not take it; nothing was saved."));
      case UNREACHABLE ->
          throw failed(
              attempted,
              Refusal.unavailable(
                  Code.PROVIDER_UNAVAILABLE,
                  "The provider does not say now whose account this is, so nothing was saved; start"
                      + " authorize again.",
                  SOON));
      case DESTINATION_REFUSED ->
          throw failed(
              attempted,
              Refusal.of(
                  Code.DESTINATION_REFUSED,
                  "The app's address is one that this service does not call; the operator can"
                      + " allow it."));
    };
  }

  /** The code is spent by now, so what goes wrong ends the attempt. */
  private Refusal failed(Attempted attempted, Refusal refusal) {
    attempts.fail(attempted.session(), refusal.code(), refusal.detail());
    return refusal;
  }

  private Grant chosen(Attempted attempted, Grant grant) {
    Choice choice = attempted.method().scheme() instanceof OAuth2 oauth ? oauth.choice() : null;
    if (choice == null) {
      return grant;
    }
    List<Option> options = options(attempted, grant);
    if (options.size() == 1) {
      return grant.at(choice, options.getFirst().id());
    }
    if (options.isEmpty()) {
      throw failed(
          attempted,
          Refusal.of(
              Code.PROVIDER_ERROR,
              "The provider lists nothing that this account could stand for."));
    }
    keep(attempted, grant, options);
    throw Refusal.of(
        Code.CHOICE_REQUIRED,
        "The user must choose one of the session's options; POST it to /choose with the session's"
            + " token.");
  }

  private List<Option> options(Attempted attempted, Grant grant) {
    try {
      return provider.options(attempted.app(), attempted.method(), grant.credential());
    } catch (Refusal refusal) {
      throw failed(attempted, refusal);
    }
  }

  private void keep(Attempted attempted, Grant grant, List<Option> options) {
    AuthorizationAttempt attempt = attempted.attempt();
    SealedCredential sealed =
        store.vault().sealCredential(attempt.sealedFor("credential"), grant.credential());
    ConnectSession session = attempted.session();
    store
        .surroundings()
        .unitOfWork()
        .run(
            () -> {
              store
                  .sessions()
                  .updateAttempt(
                      attempt
                          .granted(sealed, grant.scopes().granted(), grant.identity())
                          .lasting(session.expiresAt()));
              attempts.advance(session, session.at(new Choosing(attempt.id(), options)));
            });
  }

  private Enrolled save(Attempted attempted, Grant grant, Binding binding) {
    ConnectSession session = attempted.session();
    AuthorizationRequest authorization = attempted.attempt().authorization();
    var request = session.request();
    var wanted =
        new Enrolment(
            session.workspace(),
            new Origin(
                attempted.attempt().definition(),
                attempted.attempt().method(),
                authorization == null ? null : authorization.client(),
                binding,
                grant.verified()),
            attempted.method(),
            new Owner(request.externalUserId(), request.shared()),
            grant.credential(),
            grant.identity(),
            grant.scopes(),
            new Enrolment.Labels(null, request.metadata()),
            request.account());
    try {
      return enrolment.enrol(wanted, enrolled -> finishWithin(session, enrolled));
    } catch (Refusal refusal) {
      throw failed(attempted, refusal);
    }
  }

  private void finishWithin(ConnectSession session, Enrolled enrolled) {
    SessionLink.of(session, enrolled.account(), store.surroundings().clock().now())
        .ifPresent(store.links()::put);
    attempts.completeWithin(session, new Completed(enrolled.account().id(), enrolled.created()));
    if (!enrolled.created()) {
      exchange.forgetUnusedClients(session.workspace(), enrolled.account().app());
    }
  }
}
