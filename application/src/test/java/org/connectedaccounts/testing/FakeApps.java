package org.connectedaccounts.testing;

import static java.util.Comparator.comparing;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.connectedaccounts.application.port.AppDocuments;
import org.connectedaccounts.application.port.InvalidDefinition;
import org.connectedaccounts.application.port.OperatorApps;
import org.connectedaccounts.domain.app.AppDefinition;
import org.connectedaccounts.domain.app.AppSlug;

/** The operator's apps, and a reader that knows the documents it was shown. */
public final class FakeApps implements OperatorApps, AppDocuments {

  private final Map<AppSlug, AppDefinition> offered = new HashMap<>();
  private final Map<String, AppDefinition> documents = new HashMap<>();

  /** Puts the app on offer, in place of one of the same slug. */
  public AppDefinition offer(AppDefinition app) {
    offered.put(app.slug(), app);
    return know(app);
  }

  /** Lets {@link #read} understand the app's document. */
  public AppDefinition know(AppDefinition app) {
    documents.put(app.document(), app);
    return app;
  }

  public void withdraw(String slug) {
    offered.remove(new AppSlug(slug));
  }

  @Override
  public List<AppDefinition> all() {
    return offered.values().stream().sorted(comparing(app -> app.slug().value())).toList();
  }

  @Override
  public Optional<AppDefinition> find(AppSlug slug) {
    return Optional.ofNullable(offered.get(slug));
  }

  @Override
  public AppDefinition read(String document) {
    var app = documents.get(document);
    if (app == null) {
      throw new InvalidDefinition(
          List.of(new InvalidDefinition.Fault("/auth", 3, "is no list of methods")));
    }
    return app;
  }
}
