package org.connectedaccounts.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.connectedaccounts.testing.Fixtures.APP;
import static org.connectedaccounts.testing.Fixtures.TIME;
import static org.connectedaccounts.testing.Fixtures.USER;

import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.connectedaccounts.application.port.ConnectSessions.Ways;
import org.connectedaccounts.application.port.ConnectedAccounts;
import org.connectedaccounts.application.port.ConnectedAccounts.MadeWith;
import org.connectedaccounts.domain.account.AccountStatus;
import org.connectedaccounts.domain.account.AccountStatus.Reason;
import org.connectedaccounts.domain.account.ConnectedAccount;
import org.connectedaccounts.domain.account.Owner;
import org.connectedaccounts.domain.app.AppSlug;
import org.connectedaccounts.domain.client.OAuthClientId;
import org.connectedaccounts.domain.connect.ConnectSession;
import org.connectedaccounts.domain.workspace.WorkspaceId;
import org.junit.jupiter.api.Test;

/**
 * What every {@link ConnectedAccounts} owes; lists are in {@link AccountListContract}, credentials
 * in {@link CredentialGenerationsContract}.
 */
public interface ConnectedAccountsContract extends AccountStoreContract {

  @Test
  default void findWhenAddedThenReturnsEqualAccount() {
    var account = Fixtures.account(newWorkspace());
    assertThat(account).hasNoNullFieldsOrProperties();
    assertThat(account.identity()).hasNoNullFieldsOrProperties();
    assertThat(account.origin()).hasNoNullFieldsOrProperties();
    assertThat(account.status()).hasNoNullFieldsOrProperties();
    assertThat(account.times()).hasNoNullFieldsOrProperties();

    assertThat(write(() -> accounts().add(account, Fixtures.credential(account)))).isTrue();

    assertThat(found(account)).contains(account);
  }

  @Test
  default void findWhenAddedWithoutWhatMayBeMissingThenReturnsEqualAccount() {
    var account = added(Fixtures.bareAccount(newWorkspace()));

    assertThat(found(account)).contains(account);
  }

  @Test
  default void findWhenOtherWorkspaceThenEmpty() {
    var account = added(newWorkspace());
    var other = newWorkspace();

    assertThat(fromUnit(() -> accounts().find(other, account.id()))).isEmpty();
    assertThat(fromUnit(() -> accounts().findListed(other, account.id()))).isEmpty();
  }

  @Test
  default void addWhenIdentityTakenThenFalseAndNothingIsWritten() {
    var workspace = newWorkspace();
    var first = added(workspace);
    var second = Fixtures.account(workspace).withIdentity(first.identity());

    assertThat(write(() -> accounts().add(second, Fixtures.credential(second)))).isFalse();

    assertThat(found(second)).isEmpty();
    assertThat(accounts().findWithCredential(workspace, second.id())).isEmpty();
  }

  @Test
  default void addWhenIdentityIsAnotherUsersOrWorkspacesThenTrue() {
    var first = added(newWorkspace());
    var otherUser =
        Fixtures.account(first.workspace())
            .withIdentity(first.identity())
            .withOwner(new Owner("user-2", false));
    var nobodys =
        Fixtures.account(first.workspace())
            .withIdentity(first.identity())
            .withOwner(new Owner(null, true));
    var elsewhere = Fixtures.account(newWorkspace()).withIdentity(first.identity());

    for (var account : new ConnectedAccount[] {otherUser, nobodys, elsewhere}) {
      assertThat(write(() -> accounts().add(account, Fixtures.credential(account)))).isTrue();
    }
  }

  @Test
  default void addWhenManyAtOnceHaveOneIdentityThenOneIsAdded() throws Exception {
    var workspace = newWorkspace();
    var identity = Fixtures.account(workspace).identity();

    long added =
        Race.winners(
            8,
            () -> {
              var account = Fixtures.account(workspace).withIdentity(identity);
              return write(() -> accounts().add(account, Fixtures.credential(account)));
            });

    assertThat(added).isEqualTo(1);
  }

  @Test
  default void findByIdentityWhenAddedThenFindsThatOfTheUserAlone() {
    var account = added(newWorkspace());
    var nobodys =
        added(
            Fixtures.account(account.workspace())
                .withIdentity(account.identity())
                .withOwner(new Owner(null, false)));
    var other = newWorkspace();
    var subject = Objects.requireNonNull(account.identity()).id();

    inUnit(
        () -> {
          var workspace = account.workspace();
          assertThat(accounts().findByIdentity(workspace, APP, USER, subject)).contains(account);
          assertThat(accounts().findByIdentity(workspace, APP, null, subject)).contains(nobodys);
          assertThat(accounts().findByIdentity(workspace, APP, "user-2", subject)).isEmpty();
          assertThat(accounts().findByIdentity(workspace, APP, USER, "another")).isEmpty();
          assertThat(accounts().findByIdentity(workspace, new AppSlug("jira"), USER, subject))
              .isEmpty();
          assertThat(accounts().findByIdentity(other, APP, USER, subject)).isEmpty();
        });
  }

  @Test
  default void ofUserWhenAddedThenOnlyThatUsersInThatWorkspace() {
    var account = added(newWorkspace());
    added(Fixtures.bareAccount(account.workspace()));
    added(newWorkspace());

    assertThat(fromUnit(() -> accounts().ofUser(account.workspace(), USER)))
        .containsExactly(account.id());
  }

  @Test
  default void updateLabelsWhenThereThenWritesThemAndNothingElse() {
    var account = added(newWorkspace());
    var later = TIME.plusSeconds(99);
    var labelled =
        account
            .withNickname(null)
            .withOwner(new Owner("user-2", false))
            .withMetadata(Map.of("a", "b"))
            .withTimes(account.times().updatedAt(later));
    var withMore = labelled.withGeneration(9).withStatus(AccountStatus.active(later));

    assertThat(write(() -> accounts().updateLabels(withMore))).isTrue();

    assertThat(found(account)).contains(labelled);
  }

  @Test
  default void updateLabelsWhenOtherWorkspaceThenFalseAndNothingChanges() {
    var account = added(newWorkspace());
    var stranger = inWorkspace(account, newWorkspace()).withNickname("stolen");

    assertThat(write(() -> accounts().updateLabels(stranger))).isFalse();

    assertThat(found(account)).contains(account);
  }

  private static ConnectedAccount inWorkspace(ConnectedAccount account, WorkspaceId workspace) {
    return new ConnectedAccount(
        workspace,
        account.id(),
        account.origin(),
        account.owner(),
        account.identity(),
        account.nickname(),
        account.metadata(),
        account.scopes(),
        account.status(),
        account.generation(),
        account.times());
  }

  @Test
  default void updateStatusWhenGenerationIsThisThenWritesIt() {
    var account = added(newWorkspace());
    var dead =
        AccountStatus.reauthorizationRequired(
            Reason.INVALID_GRANT, "invalid_grant", TIME.plusSeconds(50));

    assertThat(status(account, dead)).isTrue();

    assertThat(found(account))
        .contains(
            account.withStatus(dead).withTimes(account.times().updatedAt(TIME.plusSeconds(50))));
  }

  @Test
  default void updateStatusWhenGenerationMovedOrOtherWorkspaceThenFalseAndNothingChanges() {
    var account = added(newWorkspace());
    var dead = AccountStatus.reauthorizationRequired(Reason.REVOKED, null, TIME.plusSeconds(50));

    assertThat(status(account.withGeneration(0), dead)).isFalse();
    assertThat(status(account.withGeneration(2), dead)).isFalse();
    assertThat(status(inWorkspace(account, newWorkspace()), dead)).isFalse();

    assertThat(found(account)).contains(account);
  }

  @Test
  default void updateStatusWhenItWasCalledDeadMeanwhileThenOnlyWhoHasSeenThatTakesItBack() {
    var account = added(newWorkspace());
    var dead = AccountStatus.reauthorizationRequired(Reason.REVOKED, null, TIME.plusSeconds(50));
    status(account, dead);

    assertThat(status(account, AccountStatus.active(TIME.plusSeconds(60)))).isFalse();
    assertThat(status(account, dead)).isFalse();
    assertThat(found(account).orElseThrow().status()).isEqualTo(dead);

    var seen = account.withStatus(dead);
    assertThat(status(seen, AccountStatus.active(TIME.plusSeconds(60)))).isTrue();
  }

  @Test
  default void updateStatusWhenOthersSaidTheSameBeforeThenFalseAndNothingChanges() {
    var account = added(newWorkspace());
    var active = AccountStatus.active(TIME.plusSeconds(50));
    var degraded = AccountStatus.degraded(Reason.AMBIGUOUS_ROTATION, TIME.plusSeconds(60));
    status(account, active);

    assertThat(status(account.withStatus(active), degraded)).isTrue();
    assertThat(status(account.withStatus(active), degraded)).isFalse();
    assertThat(found(account).orElseThrow().status()).isEqualTo(degraded);
  }

  private boolean status(ConnectedAccount seen, AccountStatus status) {
    return write(() -> accounts().updateStatus(seen, status));
  }

  @Test
  default void sharesGrantWhenAnotherLiveAccountHasClientAndSubjectThenTrue() {
    var account = added(newWorkspace());
    var client = Objects.requireNonNull(account.origin().client());
    var subject = Objects.requireNonNull(account.identity()).id();
    assertThat(shares(account, client, subject)).isFalse();

    var sibling =
        added(
            Fixtures.account(newWorkspace())
                .withOrigin(account.origin())
                .withIdentity(account.identity()));

    assertThat(shares(account, client, subject)).isTrue();
    assertThat(shares(account, client, "another")).isFalse();
    assertThat(shares(account, new OAuthClientId(FakeIds.next()), subject)).isFalse();
    status(sibling, AccountStatus.reauthorizationRequired(Reason.REVOKED, null, TIME));
    assertThat(shares(account, client, subject)).isFalse();
  }

  private boolean shares(ConnectedAccount account, OAuthClientId client, String subject) {
    return fromUnit(() -> accounts().sharesGrant(account, client, subject));
  }

  @Test
  default void removeWhenThereThenItsCredentialsAndLinksGoToo() {
    var account = added(newWorkspace());
    inUnit(() -> stepLinks().put(Fixtures.link(account, "wf-1", "step-1")));
    assertThat(write(() -> accounts().remove(newId(), account.id()))).isFalse();

    assertThat(write(() -> accounts().remove(account.workspace(), account.id()))).isTrue();

    assertThat(found(account)).isEmpty();
    assertThat(accounts().findWithCredential(account.workspace(), account.id())).isEmpty();
    assertThat(fromUnit(() -> stepLinks().ofAccount(account.workspace(), account.id()))).isEmpty();
    assertThat(write(() -> accounts().remove(account.workspace(), account.id()))).isFalse();
  }

  private static WorkspaceId newId() {
    return new WorkspaceId(FakeIds.next());
  }

  @Test
  default void usesDefinitionWhenAccountOrOpenAttemptHasItThenTrue() {
    var workspace = newWorkspace();
    assertThat(uses(workspace)).isFalse();
    var now = clock().now();
    var session = Fixtures.session(workspace, now);
    inUnit(
        () ->
            sessions()
                .add(session, new Ways("token of " + session.id(), "ticket of " + session.id())));

    openAttempt(session, now.minusSeconds(1));
    assertThat(uses(workspace)).isFalse();
    openAttempt(session, now.plusSeconds(600));
    assertThat(uses(workspace)).isTrue();

    var elsewhere = added(newWorkspace());
    assertThat(uses(elsewhere.workspace())).isTrue();
    assertThat(
            fromUnit(() -> accounts().usesDefinition(elsewhere.workspace(), new AppSlug("jira"))))
        .isFalse();
  }

  @Test
  default void madeWithThenEachVersionAndMethodOfThisOwnersAppOnce() {
    var workspace = newWorkspace();
    assertThat(madeWith(workspace, APP)).isEmpty();

    var account = added(workspace);
    added(workspace);
    added(newWorkspace());

    assertThat(madeWith(workspace, APP))
        .containsExactly(new MadeWith(account.origin().definition(), account.origin().method()));
    assertThat(madeWith(workspace, new AppSlug("jira"))).isEmpty();
    assertThat(madeWith(newWorkspace(), APP)).isEmpty();
  }

  private Set<MadeWith> madeWith(WorkspaceId owner, AppSlug app) {
    return fromUnit(() -> accounts().madeWith(owner, app));
  }

  private void openAttempt(ConnectSession session, Instant until) {
    inUnit(() -> sessions().addAttempt(Fixtures.expiring(Fixtures.attempt(session), until)));
  }

  private boolean uses(WorkspaceId owner) {
    return fromUnit(() -> accounts().usesDefinition(owner, APP));
  }
}
