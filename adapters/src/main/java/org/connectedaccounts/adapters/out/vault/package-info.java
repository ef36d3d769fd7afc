/** HashiCorp Vault, or OpenBao: key-encryption keys in its Transit engine. */
@NullMarked
package org.connectedaccounts.adapters.out.vault;

import org.jspecify.annotations.NullMarked;
