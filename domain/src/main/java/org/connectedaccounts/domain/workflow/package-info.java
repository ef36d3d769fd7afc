/** Which step of which workflow uses which account. */
@NullMarked
package org.connectedaccounts.domain.workflow;

import org.jspecify.annotations.NullMarked;
