/** Puts the use cases together: the only place that says {@code new} to them. */
@NullMarked
package org.connectedaccounts.bootstrap.wiring;

import org.jspecify.annotations.NullMarked;
