package org.connectedaccounts.bootstrap.contract;

import io.quarkus.test.junit.QuarkusTest;
import org.connectedaccounts.testing.AccountListContract;
import org.connectedaccounts.testing.ConnectedAccountsContract;
import org.connectedaccounts.testing.CredentialGenerationsContract;
import org.connectedaccounts.testing.SharedIdentitiesContract;

@QuarkusTest
class PostgresConnectedAccountsTest extends PostgresAccountStore
    implements ConnectedAccountsContract,
        CredentialGenerationsContract,
        AccountListContract,
        SharedIdentitiesContract {}
