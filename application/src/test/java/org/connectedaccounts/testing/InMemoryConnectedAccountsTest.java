package org.connectedaccounts.testing;

class InMemoryConnectedAccountsTest extends InMemoryAccountStore
    implements ConnectedAccountsContract,
        CredentialGenerationsContract,
        AccountListContract,
        SharedIdentitiesContract {}
