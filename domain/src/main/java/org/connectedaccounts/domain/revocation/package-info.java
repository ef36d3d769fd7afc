/** Revocation of many accounts at once, after tokens were stolen. */
@NullMarked
package org.connectedaccounts.domain.revocation;

import org.jspecify.annotations.NullMarked;
