/** OAuth clients: the registrations at providers. */
@NullMarked
package org.connectedaccounts.application.client;

import org.jspecify.annotations.NullMarked;
