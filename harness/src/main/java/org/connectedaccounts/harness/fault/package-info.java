/** What goes wrong between two ends of a TCP connection. */
@NullMarked
package org.connectedaccounts.harness.fault;

import org.jspecify.annotations.NullMarked;
