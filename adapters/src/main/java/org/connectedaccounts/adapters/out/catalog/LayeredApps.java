package org.connectedaccounts.adapters.out.catalog;

import static java.util.Comparator.comparing;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
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

  /** A definition that took the place of another. */
  record Change(AppDefinition before, AppDefinition after) {}

  /** Answers what is another definition now. */
  List<Change> replaceOwn(Map<AppSlug, AppDefinition> changed) {
    Set<AppSlug> concerned = new TreeSet<>(comparing(AppSlug::value));
    concerned.addAll(view.own.keySet());
    concerned.addAll(changed.keySet());
    Map<AppSlug, AppDefinition> before = new LinkedHashMap<>();
    concerned.forEach(slug -> find(slug).ifPresent(app -> before.put(slug, app)));
    view = new View(changed);
    List<Change> changes = new ArrayList<>();
    before.forEach(
        (slug, app) ->
            find(slug)
                .filter(now -> !now.digest().equals(app.digest()))
                .ifPresent(now -> changes.add(new Change(app, now))));
    return changes;
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
