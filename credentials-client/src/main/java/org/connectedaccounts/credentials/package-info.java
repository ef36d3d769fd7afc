/**
 * Fresh credentials of connected accounts, for programs on the JVM: {@link
 * org.connectedaccounts.credentials.Credentials} asks the service, {@link
 * org.connectedaccounts.credentials.ConnectedAccountHttp} sends requests with what it got.
 */
@NullMarked
package org.connectedaccounts.credentials;

import org.jspecify.annotations.NullMarked;
