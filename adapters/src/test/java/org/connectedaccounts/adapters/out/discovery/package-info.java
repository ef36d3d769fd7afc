@NullMarked
package org.connectedaccounts.adapters.out.discovery;

import org.jspecify.annotations.NullMarked;
