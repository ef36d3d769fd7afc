@NullMarked
package org.connectedaccounts.adapters.out.postgres;

import org.jspecify.annotations.NullMarked;
