/** HTTP/1.1 over plain sockets: thousands of connections, and answers that are cut on purpose. */
@NullMarked
package org.connectedaccounts.harness.wire;

import org.jspecify.annotations.NullMarked;
