/** Connected accounts: whose they are, how they stand. */
@NullMarked
package org.connectedaccounts.domain.account;

import org.jspecify.annotations.NullMarked;
