@NullMarked
package org.connectedaccounts.adapters.out.catalog;

import org.jspecify.annotations.NullMarked;
