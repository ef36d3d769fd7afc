package org.connectedaccounts.testing;

class InMemoryStepLinksTest extends InMemoryAccountStore implements StepLinksContract {}
