/** The way to an account: sessions and authorization attempts. */
@NullMarked
package org.connectedaccounts.domain.connect;

import org.jspecify.annotations.NullMarked;
