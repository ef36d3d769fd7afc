package org.connectedaccounts.application.catalog;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.connectedaccounts.application.port.AppDocuments;
import org.connectedaccounts.application.port.OperatorApps;
import org.connectedaccounts.application.port.WorkspaceApps;
import org.connectedaccounts.domain.Refusal;
import org.connectedaccounts.domain.Refusal.Code;
import org.connectedaccounts.domain.app.AppDefinition;
import org.connectedaccounts.domain.app.AppSlug;
import org.connectedaccounts.domain.app.AuthMethodId;
import org.connectedaccounts.domain.app.DefinitionRef;
import org.connectedaccounts.domain.workspace.WorkspaceId;

/** The apps as a workspace sees them: its own definitions over the operator's. */
public final class AppCatalogue {

  private static final int MOST_CACHED = 2_000;

  private final OperatorApps operatorApps;
  private final WorkspaceApps workspaceApps;
  private final AppDocuments documents;
  private final Map<String, AppDefinition> read = new ConcurrentHashMap<>();
  private final Map<DefinitionRef, AppDefinition> snapshots = new ConcurrentHashMap<>();

  public AppCatalogue(
      OperatorApps operatorApps, WorkspaceApps workspaceApps, AppDocuments documents) {
    this.operatorApps = operatorApps;
    this.workspaceApps = workspaceApps;
    this.documents = documents;
  }

  public CataloguedApp require(WorkspaceId workspace, AppSlug slug) {
    return find(workspace, slug).orElseThrow(AppCatalogue::unknown);
  }

  public Optional<CataloguedApp> find(WorkspaceId workspace, AppSlug slug) {
    return own(workspace, slug).or(() -> operators(slug));
  }

  VisibleApps visibleTo(WorkspaceId workspace) {
    List<AppDefinition> own = workspaceApps.list(workspace).stream().map(this::parse).toList();
    return new VisibleApps(workspace, operatorApps.all(), own);
  }

  /**
   * What an account is to be read with: the very definition that it was made with. Costs no query
   * once it is known.
   */
  public AppDefinition made(DefinitionRef ref) {
    if (ref.owner().equals(WorkspaceId.OPERATOR)) {
      Optional<AppDefinition> current =
          operatorApps.find(ref.slug()).filter(app -> app.digest().equals(ref.digest()));
      if (current.isPresent()) {
        return current.get();
      }
    }
    return snapshot(ref);
  }

  /**
   * What an account's provider is to be called with: the owner's present definition, so that
   * corrections reach accounts, as long as its method serves those of the account's own version;
   * else the very definition that it was made with.
   */
  public AppDefinition corrected(DefinitionRef ref, AuthMethodId method) {
    var present =
        ref.owner().equals(WorkspaceId.OPERATOR)
            ? operators(ref.slug())
            : own(ref.owner(), ref.slug());
    return present
        .map(CataloguedApp::definition)
        .filter(
            app -> app.digest().equals(ref.digest()) || app.misfits(method, made(ref)).isEmpty())
        .orElseGet(() -> made(ref));
  }

  private AppDefinition snapshot(DefinitionRef ref) {
    AppDefinition known = snapshots.get(ref);
    if (known != null) {
      return known;
    }
    AppDefinition app =
        workspaceApps
            .findSnapshot(ref)
            .map(this::parse)
            .map(found -> ref.owner().equals(WorkspaceId.OPERATOR) ? found.byOperator() : found)
            .orElseThrow(() -> new IllegalStateException("no snapshot of " + ref));
    keep(snapshots, ref, app);
    return app;
  }

  private Optional<CataloguedApp> own(WorkspaceId workspace, AppSlug slug) {
    return workspaceApps
        .find(workspace, slug)
        .map(document -> new CataloguedApp(workspace, parse(document)));
  }

  private Optional<CataloguedApp> operators(AppSlug slug) {
    return operatorApps.find(slug).map(app -> new CataloguedApp(WorkspaceId.OPERATOR, app));
  }

  private AppDefinition parse(String document) {
    AppDefinition known = read.get(document);
    if (known != null) {
      return known;
    }
    AppDefinition app = documents.read(document);
    keep(read, document, app);
    return app;
  }

  private static <K, V> void keep(Map<K, V> cache, K key, V value) {
    if (cache.size() >= MOST_CACHED) {
      cache.clear();
    }
    cache.put(key, value);
  }

  private static Refusal unknown() {
    return Refusal.of(Code.APP_NOT_FOUND, "There is no such app in this workspace's catalogue.");
  }
}
