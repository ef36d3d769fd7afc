/** Has events delivered: where to, and how it went. */
@NullMarked
package org.connectedaccounts.application.webhook;

import org.jspecify.annotations.NullMarked;
