/** The processes under test: replicas and their PostgreSQL. */
@NullMarked
package org.connectedaccounts.harness.process;

import org.jspecify.annotations.NullMarked;
