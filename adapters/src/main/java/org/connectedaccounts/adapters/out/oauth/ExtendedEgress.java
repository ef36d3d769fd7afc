package org.connectedaccounts.adapters.out.oauth;

import io.quarkus.arc.All;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.connectedaccounts.application.port.Egress;
import org.connectedaccounts.domain.app.AppDefinition;
import org.connectedaccounts.domain.app.Extensions;
import org.jspecify.annotations.Nullable;

/** The one way out, by way of the extension that a definition names, if it does. */
@Singleton
class ExtendedEgress {

  private final Egress egress;
  private final Map<String, Extension> extensions;

  /** Refuses to start where the language knows other names than the code. */
  @Inject
  ExtendedEgress(Egress egress, @All List<Extension> extensions) {
    this.egress = egress;
    this.extensions =
        extensions.stream().collect(Collectors.toMap(Extension::name, Function.identity()));
    if (!this.extensions.keySet().equals(Extensions.NAMES)) {
      throw new IllegalStateException(
          "the language knows the extensions "
              + new TreeSet<>(Extensions.NAMES)
              + ", the code "
              + new TreeSet<>(this.extensions.keySet()));
    }
  }

  /**
   * @param name null: the request is sent as it is
   */
  Egress.Answer send(AppDefinition app, @Nullable String name, Draft draft) {
    Extension extension = name == null ? null : extensions.get(name);
    // Nobody may have a secret signed by writing a definition; none of a workspace names one.
    if (extension == null || !app.isOperators()) {
      return egress.send(draft.request());
    }
    return Rendering.of(() -> extension.send(draft, egress))
        .orElseGet(() -> new Egress.NotSent(Egress.Cause.DESTINATION_REFUSED));
  }
}
