@NullMarked
package org.connectedaccounts.harness.history;

import org.jspecify.annotations.NullMarked;
