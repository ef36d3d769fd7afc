@NullMarked
package org.connectedaccounts.domain;

import org.jspecify.annotations.NullMarked;
