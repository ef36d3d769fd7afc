/** OAuth clients: the service's own registration at a provider. */
@NullMarked
package org.connectedaccounts.domain.client;

import org.jspecify.annotations.NullMarked;
