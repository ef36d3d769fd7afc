@NullMarked
package org.connectedaccounts.bootstrap.demo;

import org.jspecify.annotations.NullMarked;
