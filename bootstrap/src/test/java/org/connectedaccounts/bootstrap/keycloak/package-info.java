/** A real authorization server for tests: Keycloak, and somebody who clicks through its pages. */
@NullMarked
package org.connectedaccounts.bootstrap.keycloak;

import org.jspecify.annotations.NullMarked;
