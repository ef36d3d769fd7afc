/** In-memory doubles of the ports, and the contracts that they and the real adapters both pass. */
@NullMarked
package org.connectedaccounts.testing;

import org.jspecify.annotations.NullMarked;
