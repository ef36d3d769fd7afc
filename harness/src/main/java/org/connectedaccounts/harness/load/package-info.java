/** Callers of the service. */
@NullMarked
package org.connectedaccounts.harness.load;

import org.jspecify.annotations.NullMarked;
