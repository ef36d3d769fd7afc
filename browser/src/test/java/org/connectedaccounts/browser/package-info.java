/** A real browser on the pages of the packaged service. */
@NullMarked
package org.connectedaccounts.browser;

import org.jspecify.annotations.NullMarked;
