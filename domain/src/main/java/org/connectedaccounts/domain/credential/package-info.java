/** What an account holds: tokens and fields, as they are and sealed. */
@NullMarked
package org.connectedaccounts.domain.credential;

import org.jspecify.annotations.NullMarked;
