/**
 * PostgreSQL: rows, and the ports over them. Decisions that only one caller may win are one
 * statement each, by the clock of the database.
 */
@NullMarked
package org.connectedaccounts.adapters.out.postgres;

import org.jspecify.annotations.NullMarked;
