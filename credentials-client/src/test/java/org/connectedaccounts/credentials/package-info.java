@NullMarked
package org.connectedaccounts.credentials;

import org.jspecify.annotations.NullMarked;
