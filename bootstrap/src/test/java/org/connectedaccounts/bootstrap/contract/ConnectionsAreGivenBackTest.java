package org.connectedaccounts.bootstrap.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.agroal.api.AgroalDataSource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.enterprise.context.control.ActivateRequestContext;
import jakarta.inject.Inject;
import org.connectedaccounts.application.port.ApiKeys;
import org.connectedaccounts.application.port.UnitOfWork;
import org.connectedaccounts.domain.workspace.WorkspaceId;
import org.junit.jupiter.api.Test;

/** A request may wait for a provider; it must not keep others from the database meanwhile (R2). */
@QuarkusTest
class ConnectionsAreGivenBackTest {

  @Inject AgroalDataSource database;
  @Inject ApiKeys keys;
  @Inject UnitOfWork unitOfWork;

  @Test
  @ActivateRequestContext
  void readWhenTheRequestGoesOnThenItsConnectionIsFree() {
    keys.list(WorkspaceId.OPERATOR);

    assertThat(database.getMetrics().activeCount()).isZero();
  }

  @Test
  @ActivateRequestContext
  void readWhenInAUnitOfWorkThenOneConnectionServesAllOfIt() {
    unitOfWork.run(
        () -> {
          keys.list(WorkspaceId.OPERATOR);
          keys.list(WorkspaceId.OPERATOR);
          assertThat(database.getMetrics().activeCount()).isEqualTo(1);
        });

    assertThat(database.getMetrics().activeCount()).isZero();
  }
}
