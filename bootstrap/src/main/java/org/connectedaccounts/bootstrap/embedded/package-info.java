/** The PostgreSQL that the service brings along and runs when no database is configured. */
@NullMarked
package org.connectedaccounts.bootstrap.embedded;

import org.jspecify.annotations.NullMarked;
