@NullMarked
package org.connectedaccounts.application;

import org.jspecify.annotations.NullMarked;
