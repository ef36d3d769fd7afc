package org.connectedaccounts.adapters.out.catalog;

import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.connectedaccounts.domain.app.AppDefinition;
import org.jspecify.annotations.Nullable;

/** The definitions that come with the service, each read when it is first asked for. */
final class BuiltInApps {

  private final DefinitionReader reader;
  private final SortedMap<String, String> documents;
  private final ConcurrentMap<String, AppDefinition> read = new ConcurrentHashMap<>();

  BuiltInApps(DefinitionReader reader) {
    this(reader, AppIndex.read());
  }

  BuiltInApps(DefinitionReader reader, SortedMap<String, String> documents) {
    this.reader = reader;
    this.documents = documents;
  }

  Optional<AppDefinition> find(String slug) {
    String document = documents.get(slug);
    return document == null ? Optional.empty() : Optional.of(app(slug, document));
  }

  /** Every app by its slug. */
  SortedMap<String, AppDefinition> all() {
    documents.entrySet().parallelStream().forEach(entry -> app(entry.getKey(), entry.getValue()));
    return new TreeMap<>(read);
  }

  private AppDefinition app(String slug, String document) {
    @Nullable AppDefinition known = read.get(slug);
    return known != null
        ? known
        : read.computeIfAbsent(slug, ignored -> reader.read(document).byOperator());
  }
}
