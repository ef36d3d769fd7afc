package org.connectedaccounts.harness.load;

import org.connectedaccounts.harness.provider.Grant;

/** An account of the service, and the grant that it stands for. */
public record Account(String id, Grant grant) {}
