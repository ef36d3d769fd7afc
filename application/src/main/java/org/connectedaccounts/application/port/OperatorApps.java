package org.connectedaccounts.application.port;

import java.util.List;
import java.util.Optional;
import org.connectedaccounts.domain.app.AppDefinition;
import org.connectedaccounts.domain.app.AppSlug;

/**
 * The apps that the operator offers to every workspace: the built-in ones, with those of the
 * operator added or put over them. Both calls answer from memory. Definitions may change between
 * two calls, so a caller that needs one twice keeps it.
 */
public interface OperatorApps {

  /** Every app, by slug in ascending order. */
  List<AppDefinition> all();

  Optional<AppDefinition> find(AppSlug slug);
}
