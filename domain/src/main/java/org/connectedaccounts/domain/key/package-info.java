/** Rotations of the keys that everything else is sealed with. */
@NullMarked
package org.connectedaccounts.domain.key;

import org.jspecify.annotations.NullMarked;
