package org.connectedaccounts.bootstrap.wiring;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import org.connectedaccounts.application.audit.ForgetAudit;
import org.connectedaccounts.application.audit.ListAuditEntries;
import org.connectedaccounts.application.audit.RecordCall;
import org.connectedaccounts.application.port.AuditTrail;
import org.connectedaccounts.application.port.Randomness;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Use cases of the audit, made from the ports they need. */
final class AuditUseCases {

  @Produces
  @Singleton
  RecordCall recordCall(AuditTrail trail, Randomness random, InstantSource clock) {
    return new RecordCall(trail, random, clock);
  }

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
