package org.connectedaccounts.application;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.connectedaccounts.domain.Version;
import org.connectedaccounts.domain.account.AccountStatus;
import org.connectedaccounts.domain.account.AccountStatus.Reason;
import org.connectedaccounts.domain.account.ConnectedAccount;
import org.connectedaccounts.domain.account.Identity;
import org.connectedaccounts.domain.account.Owner;
import org.connectedaccounts.domain.app.AppSlug;
import org.connectedaccounts.domain.client.OAuthClient;
import org.connectedaccounts.domain.client.OAuthClient.Health;
import org.connectedaccounts.domain.client.OAuthClient.State;
import org.connectedaccounts.domain.client.OAuthClientId;
import org.connectedaccounts.domain.credential.Sealed;
import org.connectedaccounts.domain.workflow.Workflow;
import org.connectedaccounts.testing.FakeIds;
import org.connectedaccounts.testing.Fixtures;
import org.junit.jupiter.api.Test;

/** What counts as another state of a thing, and what does not. */
class VersionsTest {

  private static final Instant LATER = Instant.parse("2030-01-01T00:00:00Z");

  private final ConnectedAccount account = Fixtures.account(Fixtures.workspaceId());
  private final OAuthClientId clientId = new OAuthClientId(FakeIds.next());

  @Test
  void accountWhenUsedOrRefreshedThenTheSame() {
    var status = account.status();
    assertThat(
            Stream.of(
                account.withGeneration(account.generation() + 1),
                account.withTimes(account.times().usedAt(LATER)),
                account.withTimes(account.times().updatedAt(LATER)),
                account.withStatus(
                    new AccountStatus(
                        status.state(), status.reason(), status.oauthError(), LATER))))
        .extracting(ConnectedAccount::version)
        .containsOnly(account.version());
  }

  @Test
  void accountWhenAnythingPeopleGoByIsOtherThenAnother() {
    assertThat(
            Stream.of(
                account,
                account.withNickname("another"),
                account.withNickname(null),
                account.withOwner(new Owner("somebody", false)),
                account.withOwner(new Owner("somebody", true)),
                account.withMetadata(Map.of("another", "word")),
                account.withIdentity(new Identity("another", null, null)),
                account.withIdentity(null),
                account.withStatus(
                    AccountStatus.reauthorizationRequired(Reason.POLICY, null, LATER)),
                account.withStatus(
                    AccountStatus.reauthorizationRequired(Reason.INVALID_GRANT, null, LATER)),
                Fixtures.account(account.workspace())))
        .extracting(ConnectedAccount::version)
        .doesNotHaveDuplicates();
  }

  /** Whatever the secret is: a tag must not tell two of them apart. */
  @Test
  void clientThenItsSecretsVersionCountsAndNotTheSecretNorHealth() {
    Version version = client("id", 3, sealed(1), Health.ACTIVE, List.of("read")).version();
    assertThat(client("id", 3, sealed(2), Health.ACTIVE, List.of("read")).version())
        .isEqualTo(version);
    assertThat(
            client("id", 3, sealed(1), new Health(State.BROKEN, "invalid_client"), List.of("read"))
                .version())
        .isEqualTo(version);
    assertThat(
            List.of(
                version,
                client("id", 4, sealed(1), Health.ACTIVE, List.of("read")).version(),
                client("other", 3, sealed(1), Health.ACTIVE, List.of("read")).version(),
                client("id", 3, sealed(1), Health.ACTIVE, List.of()).version()))
        .doesNotHaveDuplicates();
  }

  @Test
  void workflowThenItsLinksCountInWhateverOrder() {
    var workflow = new Workflow(account.workspace(), "wf-1", "Invoices", null);
    var first = Fixtures.link(account, "wf-1", "step-1");
    var second = Fixtures.bareLink(account, "wf-1", "step-2");
    assertThat(workflow.version(List.of(first, second)))
        .isEqualTo(workflow.version(List.of(second, first)))
        .isNotEqualTo(workflow.version(List.of(first)))
        .isNotEqualTo(
            new Workflow(account.workspace(), "wf-1", null, null).version(List.of(first, second)));
  }

  private OAuthClient client(
      String id, int version, Sealed secret, Health health, List<String> scopes) {
    return new OAuthClient(
        account.workspace(),
        clientId,
        new AppSlug("acme"),
        id,
        secret,
        version,
        null,
        scopes,
        health,
        true,
        LATER);
  }

  private static Sealed sealed(int text) {
    return new Sealed(UUID.randomUUID(), new byte[] {(byte) text});
  }
}
