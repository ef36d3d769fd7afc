package org.connectedaccounts.adapters.out.catalog;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.connectedaccounts.application.port.OperatorApps;
import org.connectedaccounts.domain.app.AppDefinition;
import org.connectedaccounts.domain.app.AppSlug;

/**
 * The built-in apps with the operator's over them. The built-in ones may still be loading: whoever
 * asks first waits for them.
 */
final class LayeredApps implements OperatorApps {

  /** Both views of the same apps, replaced together. */
  private record View(List<AppDefinition> all, Map<String, AppDefinition> bySlug) {}

  private final CompletableFuture<SortedMap<String, AppDefinition>> builtIn;
  private volatile Map<AppSlug, AppDefinition> own;
  private volatile CompletableFuture<View> view;

  LayeredApps(
      CompletableFuture<SortedMap<String, AppDefinition>> builtIn,
      Map<AppSlug, AppDefinition> own) {
    this.builtIn = builtIn;
    this.own = own;
    this.view = builtIn.thenApply(apps -> layered(apps, own));
  }

  void replaceOwn(Map<AppSlug, AppDefinition> changed) {
    own = changed;
    view = builtIn.thenApply(apps -> layered(apps, changed));
  }

  private static View layered(Map<String, AppDefinition> builtIn, Map<AppSlug, AppDefinition> own) {
    TreeMap<String, AppDefinition> apps = new TreeMap<>(builtIn);
    own.forEach((slug, app) -> apps.put(slug.value(), app));
    apps.replaceAll((slug, app) -> app.byOperator());
    return new View(List.copyOf(apps.values()), apps);
  }

  @Override
  public List<AppDefinition> all() {
    return view().all();
  }

  @Override
  public Optional<AppDefinition> find(AppSlug slug) {
    // The operator's own are there at once, so a find of one never waits for the rest.
    AppDefinition app = own.get(slug);
    return Optional.ofNullable(app != null ? app.byOperator() : view().bySlug().get(slug.value()));
  }

  private View view() {
    try {
      return view.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof InvalidAppFile bad ? bad : e;
    }
  }
}
