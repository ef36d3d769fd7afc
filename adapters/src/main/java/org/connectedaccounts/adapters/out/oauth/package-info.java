/**
 * Token calls and the few calls to an app's own API that connecting needs: requests made as the
 * definition says, answers read tolerantly.
 */
@NullMarked
package org.connectedaccounts.adapters.out.oauth;

import org.jspecify.annotations.NullMarked;
