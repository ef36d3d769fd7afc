@NullMarked
package org.connectedaccounts.harness.fault;

import org.jspecify.annotations.NullMarked;
