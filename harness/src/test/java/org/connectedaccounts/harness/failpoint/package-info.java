@NullMarked
package org.connectedaccounts.harness.failpoint;

import org.jspecify.annotations.NullMarked;
