/** Reads what authorization servers, MCP servers and APIs publish about themselves. */
@NullMarked
package org.connectedaccounts.adapters.out.discovery;

import org.jspecify.annotations.NullMarked;
