/** Rotating the keys that everything else is sealed with, while all goes on. */
@NullMarked
package org.connectedaccounts.application.key;

import org.jspecify.annotations.NullMarked;
