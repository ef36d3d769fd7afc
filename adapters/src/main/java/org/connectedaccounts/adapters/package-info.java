@NullMarked
package org.connectedaccounts.adapters;

import org.jspecify.annotations.NullMarked;
