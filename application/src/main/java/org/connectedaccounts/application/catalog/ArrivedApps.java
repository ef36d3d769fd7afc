package org.connectedaccounts.application.catalog;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.connectedaccounts.domain.app.AppDefinition;
import org.connectedaccounts.domain.app.AppSlug;
import org.connectedaccounts.domain.workspace.Caller;
import org.connectedaccounts.domain.workspace.WorkspaceId;

/** Which wishes have come true: the apps that a caller sees, by how wishes are told apart. */
public final class ArrivedApps {

  private final AppCatalogue catalogue;
  private final SessionApps sessionApps;

  public ArrivedApps(AppCatalogue catalogue, SessionApps sessionApps) {
    this.catalogue = catalogue;
    this.sessionApps = sessionApps;
  }

  /** Lower-case letters and digits: two names that differ in nothing else are one wish. */
  static String key(String name) {
    return name.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]", "");
  }

  /** By the key of slug and name, and of an alias where no other app has that name. */
  Map<String, AppSlug> seenBy(Caller caller, WorkspaceId workspace) {
    Map<String, AppSlug> arrived = new HashMap<>();
    Map<String, AppSlug> aliases = new HashMap<>();
    catalogue.visibleTo(workspace).stream()
        .filter(sessionApps.visibleTo(caller))
        .map(CataloguedApp::definition)
        .forEach(
            app -> {
              arrived.putIfAbsent(key(app.name()), app.slug());
              arrived.putIfAbsent(key(app.slug().value()), app.slug());
              aliases(app, aliases);
            });
    aliases.forEach(arrived::putIfAbsent);
    return arrived;
  }

  private static void aliases(AppDefinition app, Map<String, AppSlug> aliases) {
    app.aliases().forEach(alias -> aliases.putIfAbsent(key(alias), app.slug()));
  }
}
