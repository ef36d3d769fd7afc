/** The one HTTP client that leaves the building. */
@NullMarked
package org.connectedaccounts.adapters.out.egress;

import org.jspecify.annotations.NullMarked;
