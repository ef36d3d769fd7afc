package org.connectedaccounts.application.key;

import java.time.Duration;
import org.connectedaccounts.application.port.DataKeyReplacements;
import org.connectedaccounts.application.port.OAuthClients;
import org.connectedaccounts.application.port.UnitOfWork;

/**
 * Destroys what was replaced: data keys with which nothing has been sealed for as long as backups
 * are kept, and client secrets whose overlap is over.
 */
public final class ForgetFormerKeys {

  private final DataKeyReplacements replacements;
  private final OAuthClients clients;
  private final UnitOfWork unitOfWork;
  private final Duration kept;

  public ForgetFormerKeys(
      DataKeyReplacements replacements,
      OAuthClients clients,
      UnitOfWork unitOfWork,
      Duration kept) {
    this.replacements = replacements;
    this.clients = clients;
    this.unitOfWork = unitOfWork;
    this.kept = kept;
  }

  public void handle() {
    unitOfWork.run(() -> replacements.destroyEmpty(kept));
    unitOfWork.run(clients::forgetFormerSecrets);
  }
}
