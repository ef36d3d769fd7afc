package org.connectedaccounts.bootstrap.contract;

import io.quarkus.test.junit.QuarkusTest;
import org.connectedaccounts.testing.AuthorizationAttemptsContract;
import org.connectedaccounts.testing.ConnectSessionsContract;

@QuarkusTest
class PostgresConnectSessionsTest extends PostgresAccountStore
    implements ConnectSessionsContract, AuthorizationAttemptsContract {}
