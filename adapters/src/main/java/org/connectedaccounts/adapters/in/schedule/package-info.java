/** Timers that call use cases. */
@NullMarked
package org.connectedaccounts.adapters.in.schedule;

import org.jspecify.annotations.NullMarked;
