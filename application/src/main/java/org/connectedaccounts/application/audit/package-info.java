/** The audit, to look through. */
@NullMarked
package org.connectedaccounts.application.audit;

import org.jspecify.annotations.NullMarked;
