package org.connectedaccounts.harness.scenario;

import org.connectedaccounts.harness.provider.Behaviour.Mode;
import org.connectedaccounts.harness.provider.ProviderClass;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@Tag("faults")
@ExtendWith(SharedStage.class)
class ClientFaultIT {

  @Test
  void a_client_that_is_refused_costs_its_accounts_nothing(Stage stage) {
    try {
      IncidentIT.refusedFor(stage, ProviderClass.FAMILY, Mode.INVALID_CLIENT);
    } finally {
      stage.operator().putClients(stage.replica(1));
    }
  }
}
