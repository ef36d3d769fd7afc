package org.connectedaccounts.application.port;

import org.connectedaccounts.domain.app.AppDefinition;

/** Reads the definition language, written as YAML or as JSON. */
public interface AppDocuments {

  /**
   * The definition with the document's own text and digest.
   *
   * @throws InvalidDefinition with every fault that was found, unless the first one hides the rest;
   *     also for a document that is too large or expands to too much
   */
  AppDefinition read(String document);
}
