/** Tests of tokens of trusted issuers. */
@NullMarked
package org.connectedaccounts.adapters.out.issuer;

import org.jspecify.annotations.NullMarked;
