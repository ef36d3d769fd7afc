/** The ports' contracts on PostgreSQL. */
@NullMarked
package org.connectedaccounts.bootstrap.contract;

import org.jspecify.annotations.NullMarked;
