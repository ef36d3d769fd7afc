/** Token calls of the running service. */
@NullMarked
package org.connectedaccounts.bootstrap.oauth;

import org.jspecify.annotations.NullMarked;
