package org.connectedaccounts.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import org.connectedaccounts.application.port.ApiKeys;
import org.connectedaccounts.application.port.PageRequest;
import org.connectedaccounts.application.port.Workspaces;
import org.connectedaccounts.domain.Refusal;
import org.connectedaccounts.domain.Refusal.Code;
import org.connectedaccounts.domain.workspace.ApiKey;
import org.connectedaccounts.domain.workspace.ApiKeyId;
import org.connectedaccounts.domain.workspace.KeyLimits;
import org.connectedaccounts.domain.workspace.Scope;
import org.connectedaccounts.domain.workspace.SharedIdentities;
import org.connectedaccounts.domain.workspace.Workspace;
import org.connectedaccounts.domain.workspace.WorkspaceId;
import org.junit.jupiter.api.Test;

/** What every {@link Workspaces} owes. */
public interface WorkspacesContract extends StoreContract {

  Instant CREATED = Instant.parse("2026-11-20T10:15:30.123456Z");

  /** Stands for all that a workspace owns. */
  ApiKeys apiKeys();

  private static Workspace filled(WorkspaceId id, String origin) {
    return new Workspace(
        id,
        "Acme",
        "https://acme.example/logo.png",
        "#3d4fd6",
        List.of("https://b.acme.example/back", "https://a.acme.example/back"),
        List.of(origin, "https://app.acme.example"),
        true,
        SharedIdentities.DENY,
        CREATED);
  }

  private Workspace added(String origin) {
    var workspace = filled(new WorkspaceId(FakeIds.next()), origin);
    inUnit(() -> workspaces().add(workspace));
    return workspace;
  }

  private static Workspace operator() {
    return filled(WorkspaceId.OPERATOR, "https://operator.example");
  }

  @Test
  default void findWhenAddedThenReturnsEqualWorkspace() {
    var workspace = added("https://acme.example");

    assertThat(workspaces().find(workspace.id())).contains(workspace);
  }

  @Test
  default void findWhenOtherWorkspaceThenEmpty() {
    added("https://acme.example");

    assertThat(workspaces().find(new WorkspaceId(FakeIds.next()))).isEmpty();
  }

  /** Timers and start-up read too, where no request is. */
  @Test
  default void findWhenOnAThreadOfItsOwnThenReturnsEqualWorkspace() throws Exception {
    var workspace = added("https://acme.example");
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var found = threads.submit(() -> workspaces().find(workspace.id())).get();

      assertThat(found).contains(workspace);
    }
  }

  @Test
  default void addWhenIdIsTakenThenFails() {
    var workspace = added("https://acme.example");

    assertThatThrownBy(() -> inUnit(() -> workspaces().add(workspace)))
        .isInstanceOf(RuntimeException.class);
  }

  @Test
  default void listWhenPagedThenEveryOneOnceOldestFirst() {
    var first = newWorkspace();
    var second = newWorkspace();
    var third = newWorkspace();

    assertThat(idsByPagesOf(1)).containsSubsequence(first, second, third).doesNotHaveDuplicates();
    assertThat(idsByPagesOf(200)).containsSubsequence(first, second, third);
  }

  @Test
  default void listWhenCursorIsNoneThenRefuses() {
    for (var cursor : List.of("", "nonsense", "key_01h455vb4pex5vsknk084sn02q")) {
      assertThatThrownBy(() -> workspaces().list(new PageRequest(cursor, 10)))
          .isInstanceOfSatisfying(
              Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo(Code.INVALID_CURSOR));
    }
  }

  @Test
  default void updateWhenFoundThenAllButIdAndCreationIsNew() {
    var workspace = added("https://acme.example");
    var other = added("https://other.example");
    var next =
        new Workspace(
            workspace.id(),
            "Acme Inc.",
            null,
            null,
            List.of("https://new.example/back"),
            List.of("https://new.example"),
            false,
            SharedIdentities.ALLOW,
            CREATED);

    assertThat(fromUnit(() -> workspaces().update(next))).isTrue();

    assertThat(workspaces().find(workspace.id())).contains(next);
    assertThat(workspaces().find(other.id())).contains(other);
  }

  @Test
  default void findToChangeWhenManyAtOnceThenEachGoesByWhatTheOneBeforeWrote() throws Exception {
    var workspace = added("https://acme.example");

    Race.winners(
        8,
        () ->
            fromUnit(
                () -> {
                  var found = workspaces().findToChange(workspace.id()).orElseThrow();
                  return workspaces().update(named(found, found.name() + "+"));
                }));

    assertThat(workspaces().find(workspace.id()).orElseThrow().name()).isEqualTo("Acme++++++++");
    assertThat(fromUnit(() -> workspaces().findToChange(WorkspaceId.OPERATOR))).isEmpty();
  }

  private static Workspace named(Workspace workspace, String name) {
    return new Workspace(
        workspace.id(),
        name,
        workspace.logoUrl(),
        workspace.accentColor(),
        workspace.returnUrls(),
        workspace.allowedOrigins(),
        workspace.browserBound(),
        workspace.sharedIdentities(),
        workspace.createdAt());
  }

  @Test
  default void updateWhenUnknownThenFalse() {
    var unknown = filled(new WorkspaceId(FakeIds.next()), "https://acme.example");

    assertThat(fromUnit(() -> workspaces().update(unknown))).isFalse();
    assertThat(workspaces().find(unknown.id())).isEmpty();
  }

  @Test
  default void removeWhenFoundThenGoneWithAllThatIsItsAlone() {
    var workspace = newWorkspace();
    var other = newWorkspace();
    inUnit(() -> List.of(workspace, other).forEach(this::addKey));

    assertThat(fromUnit(() -> workspaces().remove(workspace))).isTrue();

    assertThat(workspaces().find(workspace)).isEmpty();
    assertThat(apiKeys().list(workspace)).isEmpty();
    assertThat(workspaces().find(other)).isPresent();
    assertThat(apiKeys().list(other)).hasSize(1);
    assertThat(fromUnit(() -> workspaces().remove(workspace))).isFalse();
  }

  @Test
  default void anyWhenOperatorThenItIsNoTenant() {
    assertThat(workspaces().find(WorkspaceId.OPERATOR)).isEmpty();
    assertThat(idsByPagesOf(200)).doesNotContain(WorkspaceId.OPERATOR);
    assertThat(fromUnit(() -> workspaces().update(operator()))).isFalse();
    assertThat(fromUnit(() -> workspaces().remove(WorkspaceId.OPERATOR))).isFalse();
    assertThatThrownBy(() -> inUnit(() -> workspaces().add(operator())))
        .isInstanceOf(RuntimeException.class);
    assertThat(workspaces().anyAllowsOrigin("https://operator.example")).isFalse();
  }

  @Test
  default void anyAllowsOriginWhenOneDoesThenTrueForThatTextAlone() {
    var origin = "https://" + FakeIds.next() + ".example";
    assertThat(workspaces().anyAllowsOrigin(origin)).isFalse();
    added(origin);
    added("https://other.example");

    assertThat(workspaces().anyAllowsOrigin(origin)).isTrue();
    assertThat(workspaces().anyAllowsOrigin(origin + "/")).isFalse();
    assertThat(workspaces().anyAllowsOrigin(origin.substring(0, 20))).isFalse();
    assertThat(workspaces().anyAllowsOrigin("%")).isFalse();
  }

  private List<WorkspaceId> idsByPagesOf(int limit) {
    var ids = new ArrayList<WorkspaceId>();
    var page = workspaces().list(new PageRequest(null, limit));
    page.items().forEach(item -> ids.add(item.id()));
    while (page.next() != null) {
      page = workspaces().list(new PageRequest(page.next(), limit));
      assertThat(page.items()).hasSizeBetween(1, limit);
      page.items().forEach(item -> ids.add(item.id()));
    }
    return ids;
  }

  private void addKey(WorkspaceId workspace) {
    var id = new ApiKeyId(FakeIds.next());
    apiKeys()
        .add(
            new ApiKey(
                workspace,
                id,
                "key",
                Set.of(Scope.LINK),
                "cak_ab",
                CREATED,
                null,
                KeyLimits.NONE,
                null,
                null),
            id.text());
  }
}
