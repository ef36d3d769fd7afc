package org.connectedaccounts.testing;

class InMemoryConnectSessionsTest extends InMemoryAccountStore
    implements ConnectSessionsContract, AuthorizationAttemptsContract {}
