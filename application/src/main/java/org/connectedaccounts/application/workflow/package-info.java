/** Steps and the accounts they use. */
@NullMarked
package org.connectedaccounts.application.workflow;

import org.jspecify.annotations.NullMarked;
