@NullMarked
package org.connectedaccounts.application.idempotency;

import org.jspecify.annotations.NullMarked;
