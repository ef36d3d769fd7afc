/** Tenants, their keys, and telling who calls. */
@NullMarked
package org.connectedaccounts.application.workspace;

import org.jspecify.annotations.NullMarked;
