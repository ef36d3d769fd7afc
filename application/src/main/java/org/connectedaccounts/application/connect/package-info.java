/** The way to an account: session, consent or key form, completion. */
@NullMarked
package org.connectedaccounts.application.connect;

import org.jspecify.annotations.NullMarked;
