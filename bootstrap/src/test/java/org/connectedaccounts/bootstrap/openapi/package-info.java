/** Holds what the service answers against openapi.yaml. */
@NullMarked
package org.connectedaccounts.bootstrap.openapi;

import org.jspecify.annotations.NullMarked;
