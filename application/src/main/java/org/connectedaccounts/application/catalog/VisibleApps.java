package org.connectedaccounts.application.catalog;

import static java.util.Comparator.comparing;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.connectedaccounts.domain.app.AppDefinition;
import org.connectedaccounts.domain.app.AppSlug;
import org.connectedaccounts.domain.workspace.WorkspaceId;

/**
 * What a workspace sees: the operator's apps, with its own added or put over them. Every search
 * begins with all of them, so as little as possible is made for each one.
 */
final class VisibleApps {

  private final WorkspaceId workspace;
  private final Map<AppSlug, AppDefinition> own = new HashMap<>();
  private final List<AppDefinition> definitions;

  /**
   * @param operators by slug
   */
  VisibleApps(WorkspaceId workspace, List<AppDefinition> operators, List<AppDefinition> own) {
    this.workspace = workspace;
    own.forEach(app -> this.own.put(app.slug(), app));
    this.definitions = own.isEmpty() ? operators : withOwn(operators);
  }

  private List<AppDefinition> withOwn(List<AppDefinition> operators) {
    List<AppDefinition> both = new ArrayList<>(own.values());
    operators.stream().filter(app -> !own.containsKey(app.slug())).forEach(both::add);
    both.sort(comparing(app -> app.slug().value()));
    return both;
  }

  /** By slug. */
  List<AppDefinition> definitions() {
    return definitions;
  }

  /** By slug. */
  Stream<CataloguedApp> stream() {
    return definitions.stream().map(this::catalogued);
  }

  /** One of them, with whose it is. */
  CataloguedApp catalogued(AppDefinition app) {
    return new CataloguedApp(own.containsKey(app.slug()) ? workspace : WorkspaceId.OPERATOR, app);
  }
}
