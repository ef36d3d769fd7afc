/** Failpoints in a replica, put there by an agent, so that the service knows nothing of them. */
@NullMarked
package org.connectedaccounts.harness.failpoint;

import org.jspecify.annotations.NullMarked;
