/** What happened to accounts, as others may be told. */
@NullMarked
package org.connectedaccounts.domain.event;

import org.jspecify.annotations.NullMarked;
