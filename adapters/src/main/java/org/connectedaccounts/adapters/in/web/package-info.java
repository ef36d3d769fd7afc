/** What browsers see of the service. */
@NullMarked
package org.connectedaccounts.adapters.in.web;

import org.jspecify.annotations.NullMarked;
