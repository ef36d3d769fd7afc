package org.connectedaccounts.adapters.out.vault;

import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.connectedaccounts.adapters.out.vault.VaultKv.Version;
import org.connectedaccounts.application.port.OperatorClients;
import org.connectedaccounts.domain.app.AppSlug;

/** A secret of the KV engine for each app: {@code <prefix>/apps/<slug>}. */
@Singleton
final class VaultOperatorClients implements OperatorClients {

  private static final String FOLDER = "apps";

  private final VaultKv kv;

  VaultOperatorClients(VaultKv kv) {
    this.kv = kv;
  }

  @Override
  public boolean isUsed() {
    return kv.isThere();
  }

  @Override
  public List<Kept> all() {
    kv.requireVersion2();
    List<Kept> all = new ArrayList<>();
    for (String name : kv.names(FOLDER)) {
      read(name).ifPresent(all::add);
    }
    return all;
  }

  /** Nothing where its newest version was deleted. */
  private Optional<Kept> read(String name) {
    return AppSlug.parse(name).isEmpty()
        ? Optional.of(new Unusable(name, 0, "its name is not an app's"))
        : kv.newest(FOLDER + "/" + name).map(version -> kept(name, version));
  }

  private static Kept kept(String name, Version version) {
    return ClientEntry.read(new AppSlug(name), version.number(), version.data());
  }

  @Override
  public OptionalInt put(Entry entry, int before) {
    OptionalInt put = write(entry, before);
    if (put.isPresent() || read(entry.app().value()).filter(Entry.class::isInstance).isPresent()) {
      return put;
    }
    // What is there is deleted, or no client: nobody uses it, and it never will be loaded.
    return write(entry, kv.newestNumber(path(entry.app())));
  }

  private OptionalInt write(Entry entry, int before) {
    return kv.write(path(entry.app()), before, ClientEntry.write(entry));
  }

  @Override
  public void remove(AppSlug app) {
    kv.remove(path(app));
  }

  private static String path(AppSlug app) {
    return FOLDER + "/" + app.value();
  }
}
