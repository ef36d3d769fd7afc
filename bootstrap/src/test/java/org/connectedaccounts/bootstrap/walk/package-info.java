/**
 * Walks every operation of the contract as somebody who may not, and looks for what must not be.
 */
@NullMarked
package org.connectedaccounts.bootstrap.walk;

import org.jspecify.annotations.NullMarked;
