/** The whole service over HTTP, as the one who integrates it uses it, with a provider beside it. */
@NullMarked
package org.connectedaccounts.bootstrap.journey;

import org.jspecify.annotations.NullMarked;
