package org.connectedaccounts.bootstrap.contract;

import io.quarkus.test.junit.QuarkusTest;
import org.connectedaccounts.testing.StepLinksContract;

@QuarkusTest
class PostgresStepLinksTest extends PostgresAccountStore implements StepLinksContract {}
