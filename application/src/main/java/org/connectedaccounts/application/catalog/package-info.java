/** Which apps there are: the operator's, a workspace's own, and those people miss. */
@NullMarked
package org.connectedaccounts.application.catalog;

import org.jspecify.annotations.NullMarked;
