@NullMarked
package org.connectedaccounts.domain.app;

import org.jspecify.annotations.NullMarked;
