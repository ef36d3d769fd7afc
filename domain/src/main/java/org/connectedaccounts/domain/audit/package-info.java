/** Who did what, when, to which account, and what for. */
@NullMarked
package org.connectedaccounts.domain.audit;

import org.jspecify.annotations.NullMarked;
