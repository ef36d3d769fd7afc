@NullMarked
package org.connectedaccounts.adapters.in.demo;

import org.jspecify.annotations.NullMarked;
