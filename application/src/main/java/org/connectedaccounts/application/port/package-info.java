/** What the use cases need from outside, in the words of the domain. */
@NullMarked
package org.connectedaccounts.application.port;

import org.jspecify.annotations.NullMarked;
