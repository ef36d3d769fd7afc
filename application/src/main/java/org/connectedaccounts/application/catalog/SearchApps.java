package org.connectedaccounts.application.catalog;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.connectedaccounts.application.port.AppSearch;
import org.connectedaccounts.application.port.OAuthClients;
import org.connectedaccounts.application.port.Page;
import org.connectedaccounts.application.port.PageRequest;
import org.connectedaccounts.domain.app.AppDefinition;
import org.connectedaccounts.domain.workspace.Caller;
import org.connectedaccounts.domain.workspace.WorkspaceId;
import org.jspecify.annotations.Nullable;

/** Browses the catalogue by text, category, auth type and connectability. */
public final class SearchApps {

  private final AppCatalogue catalogue;
  private final AppSearch search;
  private final OAuthClients clients;
  private final SessionApps sessionApps;

  public SearchApps(
      AppCatalogue catalogue, AppSearch search, OAuthClients clients, SessionApps sessionApps) {
    this.catalogue = catalogue;
    this.search = search;
    this.clients = clients;
    this.sessionApps = sessionApps;
  }

  /** Null or blank: whichever. */
  public record Query(
      @Nullable String text,
      @Nullable String category,
      @Nullable String authType,
      @Nullable Boolean connectable) {}

  public record Command(Caller caller, Query query, PageRequest page) {}

  /** An app, and whether the workspace can connect it now. */
  public record Found(CataloguedApp app, boolean connectable) {}

  public Page<Found> handle(Command command) {
    WorkspaceId workspace = CatalogueReader.of(command.caller());
    Query query = command.query();
    Connectability connectability = Connectability.of(workspace, clients);
    Map<AppDefinition, CataloguedApp> candidates =
        catalogue.visibleTo(workspace).stream()
            .filter(sessionApps.visibleTo(command.caller()))
            .filter(matches(query))
            .filter(app -> fits(query.connectable(), connectability.isConnectable(app)))
            .collect(Collectors.toMap(CataloguedApp::definition, Function.identity()));
    List<Found> found =
        search.rank(inOrder(candidates), query.text() == null ? "" : query.text()).stream()
            .map(candidates::get)
            .map(app -> new Found(app, connectability.isConnectable(app)))
            .toList();
    return page(found, command.page());
  }

  private static List<AppDefinition> inOrder(Map<AppDefinition, CataloguedApp> candidates) {
    return candidates.keySet().stream()
        .sorted((a, b) -> a.slug().value().compareTo(b.slug().value()))
        .toList();
  }

  private static Predicate<CataloguedApp> matches(Query query) {
    return app ->
        fits(query.category(), app.definition().category())
            && (query.authType() == null
                || query.authType().isBlank()
                || app.definition().methods().stream()
                    .anyMatch(method -> method.scheme().type().equals(query.authType())));
  }

  private static boolean fits(@Nullable Object asked, Object is) {
    return asked == null || asked.equals("") || asked.equals(is);
  }

  /** Pages by position: the ranking is made anew for each page, from memory. */
  private static Page<Found> page(List<Found> found, PageRequest page) {
    int from = page.position(SearchApps::position).orElse(0);
    int to = Math.min(found.size(), from + page.limit());
    return from >= found.size()
        ? new Page<>(List.of(), null)
        : new Page<>(found.subList(from, to), to == found.size() ? null : String.valueOf(to));
  }

  private static Optional<Integer> position(String after) {
    return after.matches("[0-9]{1,9}") ? Optional.of(Integer.valueOf(after)) : Optional.empty();
  }
}
