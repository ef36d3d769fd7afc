/** Gets accounts new access tokens, once per generation over all replicas, and loses no grant. */
@NullMarked
package org.connectedaccounts.application.refresh;

import org.jspecify.annotations.NullMarked;
