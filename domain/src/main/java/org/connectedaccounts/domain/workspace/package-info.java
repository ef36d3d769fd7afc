/** Tenants, their keys, and who is calling. */
@NullMarked
package org.connectedaccounts.domain.workspace;

import org.jspecify.annotations.NullMarked;
