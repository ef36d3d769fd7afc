/** Reads the app definitions: those built in, the operator's folder, and any single document. */
@NullMarked
package org.connectedaccounts.adapters.out.catalog;

import org.jspecify.annotations.NullMarked;
