/** Encrypts what is secret before it reaches the store, each piece bound to its place. */
@NullMarked
package org.connectedaccounts.adapters.out.sealing;

import org.jspecify.annotations.NullMarked;
