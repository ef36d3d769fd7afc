package org.connectedaccounts.application.catalog;

import org.connectedaccounts.domain.Version;
import org.connectedaccounts.domain.app.AppDefinition;
import org.connectedaccounts.domain.app.DefinitionRef;
import org.connectedaccounts.domain.workspace.WorkspaceId;

/** A definition and whose it is. */
public record CataloguedApp(WorkspaceId owner, AppDefinition definition) {

  public DefinitionRef ref() {
    return new DefinitionRef(owner, definition.slug(), definition.digest());
  }

  /** Of the document, and of whose it is. */
  public Version version() {
    return Version.of(owner, definition.digest());
  }

  /** Only the operator's definitions may be used with the operator's OAuth clients. */
  public boolean isOperators() {
    return owner.equals(WorkspaceId.OPERATOR);
  }
}
