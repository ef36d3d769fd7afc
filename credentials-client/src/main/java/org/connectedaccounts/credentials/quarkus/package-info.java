/** For Quarkus' REST client, which whoever uses this package brings along. */
@NullMarked
package org.connectedaccounts.credentials.quarkus;

import org.jspecify.annotations.NullMarked;
