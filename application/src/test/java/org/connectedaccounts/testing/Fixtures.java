package org.connectedaccounts.testing;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.connectedaccounts.domain.account.AccountId;
import org.connectedaccounts.domain.account.AccountStatus;
import org.connectedaccounts.domain.account.Binding;
import org.connectedaccounts.domain.account.ConnectedAccount;
import org.connectedaccounts.domain.account.CredentialGeneration;
import org.connectedaccounts.domain.account.GrantedScopes;
import org.connectedaccounts.domain.account.Identity;
import org.connectedaccounts.domain.account.Origin;
import org.connectedaccounts.domain.account.Owner;
import org.connectedaccounts.domain.account.Times;
import org.connectedaccounts.domain.app.AppSlug;
import org.connectedaccounts.domain.app.AuthMethodId;
import org.connectedaccounts.domain.app.DefinitionRef;
import org.connectedaccounts.domain.client.OAuthClientId;
import org.connectedaccounts.domain.connect.AttemptId;
import org.connectedaccounts.domain.connect.AuthorizationAttempt;
import org.connectedaccounts.domain.connect.AuthorizationAttempt.AuthorizationRequest;
import org.connectedaccounts.domain.connect.ConnectSession;
import org.connectedaccounts.domain.connect.SessionId;
import org.connectedaccounts.domain.connect.SessionProgress;
import org.connectedaccounts.domain.connect.SessionRequest;
import org.connectedaccounts.domain.credential.Sealed;
import org.connectedaccounts.domain.credential.SealedCredential;
import org.connectedaccounts.domain.workflow.StepLink;
import org.connectedaccounts.domain.workflow.StepRef;
import org.connectedaccounts.domain.workspace.WorkspaceId;

/**
 * Things of the domain to test with. What is not called bare fills every field, each with a value
 * of its own, so that a column that is forgotten or mixed up makes a contract fail.
 */
public final class Fixtures {

  public static final AppSlug APP = new AppSlug("slack");
  public static final String USER = "user-1";

  /** In microseconds, which is what the database keeps. */
  public static final Instant TIME = Instant.parse("2026-11-23T08:00:00.123456Z");

  private Fixtures() {}

  public static WorkspaceId workspaceId() {
    return new WorkspaceId(FakeIds.next());
  }

  public static Sealed sealed(String text) {
    return new Sealed(FakeIds.next(), text.getBytes(StandardCharsets.UTF_8));
  }

  public static DefinitionRef definition(WorkspaceId owner) {
    return new DefinitionRef(owner, APP, "digest-1");
  }

  public static ConnectedAccount account(WorkspaceId workspace) {
    var id = new AccountId(FakeIds.next());
    return new ConnectedAccount(
        workspace,
        id,
        new Origin(
            definition(workspace),
            new AuthMethodId("oauth"),
            new OAuthClientId(FakeIds.next()),
            Binding.USER_VERIFIED,
            true),
        new Owner(USER, true),
        new Identity("U" + id.text(), "Ada", "ada@example.com"),
        "Work",
        Map.of("plan", "pro", "team", "T1"),
        new GrantedScopes(List.of("read", "write"), List.of("read")),
        new AccountStatus(
            AccountStatus.State.DEGRADED,
            AccountStatus.Reason.PROVIDER_DOWN,
            "temporarily_unavailable",
            TIME.plusSeconds(1)),
        1,
        new Times(
            TIME.plusSeconds(2),
            TIME.plusSeconds(3),
            TIME.plusSeconds(4),
            TIME.plusSeconds(5),
            TIME.plusSeconds(6),
            TIME.plusSeconds(7),
            new Times.Upkeep(TIME.plusSeconds(8), TIME.plusSeconds(9))));
  }

  /** Everything that may be missing is. */
  public static ConnectedAccount bareAccount(WorkspaceId workspace) {
    return new ConnectedAccount(
        workspace,
        new AccountId(FakeIds.next()),
        new Origin(
            definition(WorkspaceId.OPERATOR),
            new AuthMethodId("key"),
            null,
            Binding.TRUSTED_BACKEND,
            false),
        new Owner(null, false),
        null,
        null,
        Map.of(),
        GrantedScopes.NONE,
        AccountStatus.active(TIME),
        1,
        Times.createdAt(TIME));
  }

  /** The account's first credential. */
  public static CredentialGeneration credential(ConnectedAccount account) {
    return new CredentialGeneration(
        account.workspace(),
        account.id(),
        account.generation(),
        null,
        new SealedCredential(sealed("auths"), sealed("refresh")),
        TIME.plusSeconds(11),
        TIME.plusSeconds(12),
        TIME.plusSeconds(13));
  }

  /** The one that follows the account's present credential; without a refresh token. */
  public static CredentialGeneration nextCredential(ConnectedAccount account) {
    return new CredentialGeneration(
        account.workspace(),
        account.id(),
        account.generation() + 1,
        account.generation(),
        new SealedCredential(sealed("next auths"), null),
        null,
        null,
        null);
  }

  /** A session that is alive for ten minutes from {@code now}. */
  public static ConnectSession session(WorkspaceId workspace, Instant now) {
    return new ConnectSession(
        workspace,
        new SessionId(FakeIds.next()),
        new SessionRequest(
            SessionRequest.Kind.MANAGE,
            USER,
            "admin-1",
            List.of(APP, new AppSlug("github")),
            new AccountId(FakeIds.next()),
            List.of("read"),
            true,
            new SessionRequest.LinkTarget(new StepRef("wf-1", "step-1"), "crm"),
            Map.of("plan", "pro"),
            "https://app.example/back"),
        new SessionProgress.Choosing(
            new AttemptId(FakeIds.next()),
            List.of(
                new SessionProgress.Option("1", "One"), new SessionProgress.Option("2", "Two"))),
        now,
        now.plus(Duration.ofMinutes(10)));
  }

  /** Everything that may be missing is; pending. */
  public static ConnectSession bareSession(WorkspaceId workspace, Instant now) {
    return new ConnectSession(
        workspace,
        new SessionId(FakeIds.next()),
        new SessionRequest(
            SessionRequest.Kind.CONNECT,
            null,
            List.of(),
            null,
            List.of(),
            false,
            null,
            Map.of(),
            null),
        new SessionProgress.Pending(),
        now,
        now.plus(Duration.ofMinutes(10)));
  }

  public static AuthorizationAttempt attempt(ConnectSession session) {
    var id = new AttemptId(FakeIds.next());
    return new AuthorizationAttempt(
        session.workspace(),
        id,
        session.id(),
        definition(session.workspace()),
        new AuthMethodId("oauth"),
        new AuthorizationRequest(
            new OAuthClientId(FakeIds.next()),
            WorkspaceId.OPERATOR,
            true,
            "context-1",
            "hash of " + id.text(),
            "https://connect.example/oauth/callback/context-1",
            sealed("verifier"),
            sealed("code")),
        List.of("read", "write"),
        new SealedCredential(sealed("auths"), sealed("refresh")),
        true,
        new Identity("subject-1", "Ada", "ada@example.com"),
        session.expiresAt());
  }

  /** A key form, so without an authorization request. */
  public static AuthorizationAttempt bareAttempt(ConnectSession session) {
    return new AuthorizationAttempt(
        session.workspace(),
        new AttemptId(FakeIds.next()),
        session.id(),
        definition(WorkspaceId.OPERATOR),
        new AuthMethodId("key"),
        null,
        List.of(),
        new SealedCredential(sealed("auths"), null),
        false,
        null,
        session.expiresAt());
  }

  public static AuthorizationAttempt expiring(AuthorizationAttempt attempt, Instant at) {
    return new AuthorizationAttempt(
        attempt.workspace(),
        attempt.id(),
        attempt.session(),
        attempt.definition(),
        attempt.method(),
        attempt.authorization(),
        attempt.scopes(),
        attempt.credential(),
        attempt.verified(),
        attempt.identity(),
        at);
  }

  public static StepLink link(ConnectedAccount account, String workflow, String step) {
    return new StepLink(
        account.workspace(),
        new StepRef(workflow, step),
        "crm",
        USER,
        account.id(),
        List.of("read", "write"),
        TIME.plusSeconds(21));
  }

  /** For everybody's runs, under the app's slug. */
  public static StepLink bareLink(ConnectedAccount account, String workflow, String step) {
    return new StepLink(
        account.workspace(),
        new StepRef(workflow, step),
        APP.value(),
        null,
        account.id(),
        List.of(),
        TIME);
  }
}
