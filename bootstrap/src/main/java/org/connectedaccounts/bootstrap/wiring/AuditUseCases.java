package org.connectedaccounts.bootstrap.wiring;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.connectedaccounts.application.audit.ForgetAudit;
import org.connectedaccounts.application.audit.ListAuditEntries;
import org.connectedaccounts.application.port.AuditTrail;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Use cases of the audit, made from the ports they need. */
final class AuditUseCases {

  @Produces
  @Singleton
  ListAuditEntries listAuditEntries(AuditTrail trail) {
    return new ListAuditEntries(trail);
  }

  @Produces
  @Singleton
  ForgetAudit forgetAudit(
      AuditTrail trail,
      @ConfigProperty(name = "connected-accounts.audit.kept", defaultValue = "365D")
          Duration kept) {
    return new ForgetAudit(trail, kept);
  }
}
