package org.connectedaccounts.application.revocation;

import org.connectedaccounts.application.catalog.AppCatalogue;
import org.connectedaccounts.application.port.BulkRevocations;
import org.connectedaccounts.domain.app.AppSlug;
import org.connectedaccounts.domain.revocation.Selection;
import org.connectedaccounts.domain.workspace.WorkspaceId;

/**
 * The app that accounts are selected by. In a hurry it is mistyped, and then nothing is revoked.
 */
public final class SelectedApp {

  private final BulkRevocations revocations;
  private final AppCatalogue catalogue;

  public SelectedApp(BulkRevocations revocations, AppCatalogue catalogue) {
    this.revocations = revocations;
    this.catalogue = catalogue;
  }

  /** Refuses one that neither the catalogue nor any account has. */
  void require(WorkspaceId workspace, Selection selection) {
    AppSlug app = selection.app();
    if (app != null && revocations.count(workspace, new Selection(app, null, null)) == 0) {
      catalogue.require(workspace, app);
    }
  }
}
