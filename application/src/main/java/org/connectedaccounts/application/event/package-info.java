/** What happened, told to who asks. */
@NullMarked
package org.connectedaccounts.application.event;

import org.jspecify.annotations.NullMarked;
