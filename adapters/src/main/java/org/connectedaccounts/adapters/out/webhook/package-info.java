/** Posts events to receivers, signed as Standard Webhooks says. */
@NullMarked
package org.connectedaccounts.adapters.out.webhook;

import org.jspecify.annotations.NullMarked;
