package org.connectedaccounts.application.key;

import java.time.Duration;
import org.connectedaccounts.application.port.DataKeyReplacements;
import org.connectedaccounts.application.port.UnitOfWork;

/** Destroys data keys with which nothing has been sealed for as long as backups are kept. */
public final class DestroyEmptyDataKeys {

  private final DataKeyReplacements replacements;
  private final UnitOfWork unitOfWork;
  private final Duration kept;

  public DestroyEmptyDataKeys(
      DataKeyReplacements replacements, UnitOfWork unitOfWork, Duration kept) {
    this.replacements = replacements;
    this.unitOfWork = unitOfWork;
    this.kept = kept;
  }

  public void handle() {
    unitOfWork.run(() -> replacements.destroyEmpty(kept));
  }
}
