@NullMarked
package org.connectedaccounts.bootstrap;

import org.jspecify.annotations.NullMarked;
