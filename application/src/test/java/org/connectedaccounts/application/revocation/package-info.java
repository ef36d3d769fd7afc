@NullMarked
package org.connectedaccounts.application.revocation;

import org.jspecify.annotations.NullMarked;
