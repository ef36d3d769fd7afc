@NullMarked
package org.connectedaccounts.harness.process;

import org.jspecify.annotations.NullMarked;
