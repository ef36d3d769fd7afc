@NullMarked
package org.connectedaccounts.adapters.in.rest;

import org.jspecify.annotations.NullMarked;
