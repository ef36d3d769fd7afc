package org.connectedaccounts.adapters.out.vault;

import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
        ? Optional.of(new Unusable(name, Edition.NONE, "its name is not an app's"))
        : kv.newest(FOLDER + "/" + name).map(version -> kept(name, version));
  }

  private static Kept kept(String name, Version version) {
    return ClientEntry.read(new AppSlug(name), edition(version), version.data());
  }

  private static Edition edition(Version version) {
    return new Edition(version.number(), version.written());
  }

  /** Vault's check-and-set goes by the number alone, and so may miss what was made anew. */
  @Override
  public Optional<Edition> put(Entry entry, Edition before) {
    if (read(entry.app().value()).orElse(null) instanceof Entry there) {
      return there.edition().equals(before) ? write(entry, before.version()) : Optional.empty();
    }
    // What is there is deleted, or no client: nobody uses it, and it never will be loaded.
    return write(entry, kv.newestNumber(path(entry.app())));
  }

  private Optional<Edition> write(Entry entry, int before) {
    return kv.write(path(entry.app()), before, ClientEntry.write(entry)).stream()
        .mapToObj(number -> edition(entry.app(), number))
        .findFirst();
  }

  /** Of what was just written; if it was written over meanwhile, one that will be loaded. */
  private Edition edition(AppSlug app, int written) {
    return kv.newest(path(app))
        .filter(version -> version.number() == written)
        .map(VaultOperatorClients::edition)
        .orElse(new Edition(written, Edition.NONE.written()));
  }

  @Override
  public void remove(AppSlug app) {
    kv.remove(path(app));
  }

  private static String path(AppSlug app) {
    return FOLDER + "/" + app.value();
  }
}
