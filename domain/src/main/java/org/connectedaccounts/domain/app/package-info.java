/** What an app is, how it is connected, and which requests its definition describes. */
@NullMarked
package org.connectedaccounts.domain.app;

import org.jspecify.annotations.NullMarked;
