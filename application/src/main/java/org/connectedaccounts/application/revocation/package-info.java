/** Revoking many accounts at once, after tokens were stolen. */
@NullMarked
package org.connectedaccounts.application.revocation;

import org.jspecify.annotations.NullMarked;
