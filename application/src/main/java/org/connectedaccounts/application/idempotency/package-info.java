/** Answers that are given again to a request that comes again. */
@NullMarked
package org.connectedaccounts.application.idempotency;

import org.jspecify.annotations.NullMarked;
