package org.connectedaccounts.application.catalog;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.connectedaccounts.application.port.AppSearch;
import org.connectedaccounts.application.port.OAuthClients;
import org.connectedaccounts.application.port.Page;
import org.connectedaccounts.application.port.PageRequest;
import org.connectedaccounts.domain.app.AuthMethod;
import org.connectedaccounts.domain.app.OAuth2;
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

  /**
   * An app, and what of it the workspace can connect now.
   *
   * @param hasClient whether an OAuth client serves it there
   */
  public record Found(CataloguedApp app, boolean hasClient) {

    public boolean connectable() {
      return app.definition().methods().stream().anyMatch(this::connectable);
    }

    public boolean connectable(AuthMethod method) {
      return hasClient || !(method.scheme() instanceof OAuth2);
    }
  }

  public Page<Found> handle(Command command) {
    WorkspaceId workspace = CatalogueReader.of(command.caller());
    Query query = command.query();
    Connectability connectability = Connectability.of(workspace, clients);
    List<CataloguedApp> found =
        ranked(catalogue.visibleTo(workspace), query.text())
            .filter(sessionApps.visibleTo(command.caller()))
            .filter(matches(query))
            .filter(
                app ->
                    query.connectable() == null
                        || query.connectable() == connectability.of(app).connectable())
            .toList();
    return page(found, command.page(), connectability);
  }

  /** Before all else is asked of an app: few are left. */
  private Stream<CataloguedApp> ranked(VisibleApps apps, @Nullable String text) {
    return text == null || text.isBlank()
        ? apps.stream()
        : search.rank(apps.definitions(), text).stream().map(apps::catalogued);
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
  private static Page<Found> page(
      List<CataloguedApp> ranked, PageRequest page, Connectability connectability) {
    int from = page.position(SearchApps::position).orElse(0);
    int to = Math.min(ranked.size(), from + page.limit());
    if (from >= ranked.size()) {
      return new Page<>(List.of(), null);
    }
    List<Found> found = ranked.subList(from, to).stream().map(connectability::of).toList();
    return new Page<>(found, to == ranked.size() ? null : String.valueOf(to));
  }

  private static Optional<Integer> position(String after) {
    return after.matches("[0-9]{1,9}") ? Optional.of(Integer.valueOf(after)) : Optional.empty();
  }
}
