/** Tokens of issuers that the operator trusts. */
@NullMarked
package org.connectedaccounts.adapters.out.issuer;

import org.jspecify.annotations.NullMarked;
