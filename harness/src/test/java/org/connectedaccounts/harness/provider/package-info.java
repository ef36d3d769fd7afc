@NullMarked
package org.connectedaccounts.harness.provider;

import org.jspecify.annotations.NullMarked;
