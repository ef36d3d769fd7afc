/** What the callers saw, and whether it can be true. */
@NullMarked
package org.connectedaccounts.harness.history;

import org.jspecify.annotations.NullMarked;
