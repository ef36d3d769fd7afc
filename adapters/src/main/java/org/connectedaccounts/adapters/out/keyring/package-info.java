/** The keys that live outside the database, in one file: the embedded default. */
@NullMarked
package org.connectedaccounts.adapters.out.keyring;

import org.jspecify.annotations.NullMarked;
