package org.connectedaccounts.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.connectedaccounts.testing.Fixtures.APP;
import static org.connectedaccounts.testing.Fixtures.USER;

import java.util.ArrayList;
import java.util.List;
import org.connectedaccounts.application.port.ConnectedAccounts;
import org.connectedaccounts.application.port.ConnectedAccounts.Filter;
import org.connectedaccounts.application.port.ConnectedAccounts.Listed;
import org.connectedaccounts.application.port.Page;
import org.connectedaccounts.application.port.PageRequest;
import org.connectedaccounts.domain.Refusal;
import org.connectedaccounts.domain.Refusal.Code;
import org.connectedaccounts.domain.account.AccountId;
import org.connectedaccounts.domain.account.AccountStatus.State;
import org.connectedaccounts.domain.account.ConnectedAccount;
import org.connectedaccounts.domain.account.Identity;
import org.connectedaccounts.domain.account.Owner;
import org.connectedaccounts.domain.app.AppSlug;
import org.connectedaccounts.domain.workflow.StepLink;
import org.connectedaccounts.domain.workspace.WorkspaceId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What every {@link ConnectedAccounts} owes for lists. */
public interface AccountListContract extends AccountStoreContract {

  /** Of each of the {@linkplain Fixtures#link fixtures}. */
  List<String> NEEDED = List.of("read", "write");

  private Page<Listed> list(WorkspaceId workspace, Filter filter, @Nullable String after) {
    return fromUnit(() -> accounts().list(workspace, filter, new PageRequest(after, 2)));
  }

  private List<ConnectedAccount> matching(WorkspaceId workspace, Filter filter) {
    return fromUnit(
        () ->
            accounts().list(workspace, filter, new PageRequest(null, 200)).items().stream()
                .map(Listed::account)
                .toList());
  }

  private static Filter text(String text) {
    return new Filter(null, null, null, null, text, List.of());
  }

  @Test
  default void listWhenSeveralPagesThenNewestFirstAndEachOnce() {
    var workspace = newWorkspace();
    var newestFirst = new ArrayList<ConnectedAccount>();
    for (int i = 0; i < 5; i++) {
      newestFirst.addFirst(added(workspace));
    }
    added(newWorkspace());

    var first = list(workspace, Filter.ALL, null);
    var second = list(workspace, Filter.ALL, first.next());
    var third = list(workspace, Filter.ALL, second.next());

    assertThat(first.items()).extracting(Listed::account).isEqualTo(newestFirst.subList(0, 2));
    assertThat(second.items()).extracting(Listed::account).isEqualTo(newestFirst.subList(2, 4));
    assertThat(third.items()).extracting(Listed::account).isEqualTo(newestFirst.subList(4, 5));
    assertThat(third.next()).isNull();
  }

  @Test
  default void listWhenPageIsExactlyFullThenThereIsNoNext() {
    var workspace = newWorkspace();
    added(workspace);
    added(workspace);

    assertThat(list(workspace, Filter.ALL, null).next()).isNull();
  }

  @Test
  default void listWhenCursorIsMalformedThenRefused() {
    var workspace = newWorkspace();

    assertThatThrownBy(() -> list(workspace, Filter.ALL, "acc_'; drop table"))
        .isInstanceOfSatisfying(
            Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo(Code.INVALID_CURSOR));
  }

  @Test
  default void listWhenLinkedThenCountsWorkflowsNotLinks() {
    var workspace = newWorkspace();
    var linked = added(workspace);
    var unlinked = added(workspace);
    inUnit(
        () -> {
          stepLinks().put(Fixtures.link(linked, "wf-1", "step-1"));
          stepLinks().put(Fixtures.link(linked, "wf-1", "step-2"));
          stepLinks().put(Fixtures.link(linked, "wf-2", "step-1"));
        });

    assertThat(list(workspace, Filter.ALL, null).items())
        .containsExactly(new Listed(unlinked, 0, List.of()), new Listed(linked, 2, NEEDED));
    assertThat(fromUnit(() -> accounts().findListed(workspace, linked.id())))
        .contains(new Listed(linked, 2, NEEDED));
  }

  @Test
  default void listWhenStepsNeedScopesThenEachOnceOverAllLinksOfTheAccount() {
    var workspace = newWorkspace();
    var account = added(workspace);
    var other = added(workspace);
    var elsewhere = added(newWorkspace());
    inUnit(
        () -> {
          stepLinks().put(needing(account, "step-1", "b", "a"));
          stepLinks().put(needing(account, "step-2", "a", "https://example.com/auth/c"));
          stepLinks().put(Fixtures.bareLink(account, "wf-2", "step-1"));
          stepLinks().put(Fixtures.bareLink(other, "wf-2", "step-2"));
          stepLinks().put(needing(elsewhere, "step-1", "d"));
        });

    assertThat(list(workspace, Filter.ALL, null).items())
        .containsExactly(
            new Listed(other, 1, List.of()),
            new Listed(account, 2, List.of("a", "b", "https://example.com/auth/c")));
  }

  private static StepLink needing(ConnectedAccount account, String step, String... scopes) {
    var link = Fixtures.link(account, "wf-1", step);
    return new StepLink(
        link.workspace(),
        link.step(),
        link.name(),
        link.externalUserId(),
        link.account(),
        List.of(scopes),
        link.createdAt());
  }

  @Test
  default void listWhenFilteredThenOnlyThoseThatFitAll() {
    var workspace = newWorkspace();
    var full = added(workspace);
    var bare = added(Fixtures.bareAccount(workspace));

    assertThat(matching(workspace, new Filter(APP, null, null, null, null, List.of())))
        .containsExactly(bare, full);
    assertThat(
            matching(workspace, new Filter(new AppSlug("jira"), null, null, null, null, List.of())))
        .isEmpty();
    assertThat(matching(workspace, new Filter(null, USER, null, null, null, List.of())))
        .containsExactly(full);
    assertThat(matching(workspace, new Filter(null, "user-2", null, null, null, List.of())))
        .isEmpty();
    assertThat(matching(workspace, new Filter(null, null, null, State.ACTIVE, null, List.of())))
        .containsExactly(bare);
    assertThat(matching(workspace, new Filter(APP, USER, USER, State.DEGRADED, "work", List.of())))
        .containsExactly(full);
    assertThat(matching(workspace, new Filter(APP, USER, USER, State.ACTIVE, "work", List.of())))
        .isEmpty();
  }

  @Test
  default void listWhenWithinAppsThenOnlyThose() {
    var account = added(newWorkspace());
    var jira = new AppSlug("jira");

    assertThat(
            matching(
                account.workspace(), new Filter(null, null, null, null, null, List.of(jira, APP))))
        .containsExactly(account);
    assertThat(
            matching(account.workspace(), new Filter(null, null, null, null, null, List.of(jira))))
        .isEmpty();
  }

  @Test
  default void findListedWhenSomeAreUnknownThenTheyAreMissing() {
    var workspace = newWorkspace();
    var linked = added(workspace);
    var unlinked = added(workspace);
    var elsewhere = added(newWorkspace());
    added(workspace);
    inUnit(() -> stepLinks().put(Fixtures.link(linked, "wf-1", "step-1")));

    var ids = List.of(linked.id(), unlinked.id(), elsewhere.id(), new AccountId(FakeIds.next()));

    assertThat(fromUnit(() -> accounts().findListed(workspace, ids)))
        .containsExactlyInAnyOrder(
            new Listed(linked, 1, NEEDED), new Listed(unlinked, 0, List.of()));
    assertThat(fromUnit(() -> accounts().findListed(workspace, List.of()))).isEmpty();
  }

  @Test
  default void listWhenUsableByAUserThenOwnSharedAndTheWorkspaces() {
    var workspace = newWorkspace();
    var own = added(Fixtures.account(workspace).withOwner(new Owner("user-2", false)));
    var shared = added(Fixtures.account(workspace).withOwner(new Owner(USER, true)));
    var nobodys = added(Fixtures.account(workspace).withOwner(new Owner(null, false)));
    added(Fixtures.account(workspace).withOwner(new Owner(USER, false)));

    assertThat(matching(workspace, new Filter(null, null, "user-2", null, null, List.of())))
        .containsExactly(nobodys, shared, own);
  }

  @Test
  default void listWhenTextThenAnyOfTheNamesHasIt() {
    var workspace = newWorkspace();
    var account =
        added(
            Fixtures.account(workspace)
                .withNickname("Büro Süd")
                .withIdentity(new Identity("SUBJECT-7", "Ada Lovelace", "ada@example.com")));
    added(Fixtures.bareAccount(workspace));

    for (var text : List.of("o Sü", "BÜRO", "subject-7", "love", "ADA@EX")) {
      assertThat(matching(workspace, text(text))).as(text).containsExactly(account);
    }
    assertThat(matching(workspace, text("slac"))).hasSize(2);
    assertThat(matching(workspace, text("pro"))).isEmpty();
  }

  @Test
  default void listWhenTextHasWildcardsThenTheyStandForThemselves() {
    var workspace = newWorkspace();
    added(Fixtures.account(workspace).withNickname("nothing special"));
    var special = added(Fixtures.account(workspace).withNickname("100%_of!it\\all"));

    for (var text : List.of("%", "0%_", "!", "f!i", "\\", "_of", "t\\a")) {
      assertThat(matching(workspace, text(text))).as(text).containsExactly(special);
    }
  }
}
