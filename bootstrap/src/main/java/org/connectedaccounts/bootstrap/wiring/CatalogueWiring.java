package org.connectedaccounts.bootstrap.wiring;

import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.connectedaccounts.adapters.in.demo.DemoProvider;
import org.connectedaccounts.adapters.out.catalog.Catalogue;
import org.connectedaccounts.adapters.out.catalog.Catalogue.ClosableApps;
import org.connectedaccounts.application.port.AppDocuments;
import org.connectedaccounts.application.port.AppSearch;
import org.connectedaccounts.application.port.Logos;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Puts the catalogue together: the built-in apps, the demo if it is on, the operator's folder. */
final class CatalogueWiring {

  private static final Logger LOG = Logger.getLogger("org.connectedaccounts.catalogue");
  private static final Duration CHECK_EVERY = Duration.ofSeconds(2);

  @Produces
  @Singleton
  ClosableApps operatorApps(
      @ConfigProperty(name = "connected-accounts.apps.dir") Optional<Path> folder,
      @ConfigProperty(name = DemoWiring.ENABLED, defaultValue = "false") boolean demo,
      @ConfigProperty(name = "connected-accounts.public-url") URI publicUrl) {
    List<String> given = demo ? List.of(DemoProvider.definition(publicUrl)) : List.of();
    return Catalogue.operatorApps(
        new Catalogue.Settings(folder.orElse(null), CHECK_EVERY, given), LOG::info, LOG::warn);
  }

  void close(@Disposes ClosableApps apps) {
    apps.close();
  }

  @Produces
  @Singleton
  AppDocuments documents() {
    return Catalogue.documents();
  }

  @Produces
  @Singleton
  AppSearch search() {
    return Catalogue.search();
  }

  @Produces
  @Singleton
  Logos logos() {
    return Catalogue.logos();
  }
}
