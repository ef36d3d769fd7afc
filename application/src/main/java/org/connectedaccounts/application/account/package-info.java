/** Connected accounts: listing, changing, vending, refreshing, removing. */
@NullMarked
package org.connectedaccounts.application.account;

import org.jspecify.annotations.NullMarked;
