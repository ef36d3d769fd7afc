package org.connectedaccounts.adapters.out.catalog;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.connectedaccounts.application.port.OperatorApps;
import org.connectedaccounts.domain.app.AppDefinition;
import org.connectedaccounts.domain.app.AppSlug;
import org.jspecify.annotations.Nullable;

/** The built-in apps with the operator's over them. */
final class LayeredApps implements OperatorApps {

  /** The operator's own, and the list of all once somebody asked for it. */
  private static final class View {

    private final Map<AppSlug, AppDefinition> own = new HashMap<>();
    private volatile @Nullable List<AppDefinition> all;

    View(Map<AppSlug, AppDefinition> own) {
      own.forEach((slug, app) -> this.own.put(slug, app.byOperator()));
    }
  }

  private final BuiltInApps builtIn;
  private volatile View view;

  LayeredApps(BuiltInApps builtIn, Map<AppSlug, AppDefinition> own) {
    this.builtIn = builtIn;
    this.view = new View(own);
  }

  void replaceOwn(Map<AppSlug, AppDefinition> changed) {
    view = new View(changed);
  }

  @Override
  public List<AppDefinition> all() {
    View current = view;
    List<AppDefinition> known = current.all;
    if (known == null) {
      TreeMap<String, AppDefinition> apps = new TreeMap<>(builtIn.all());
      current.own.forEach((slug, app) -> apps.put(slug.value(), app));
      known = List.copyOf(apps.values());
      current.all = known;
    }
    return known;
  }

  @Override
  public Optional<AppDefinition> find(AppSlug slug) {
    AppDefinition app = view.own.get(slug);
    return app != null ? Optional.of(app) : builtIn.find(slug.value());
  }
}
