/** What keeps the hexagon in shape. */
@NullMarked
package org.connectedaccounts.bootstrap.architecture;

import org.jspecify.annotations.NullMarked;
