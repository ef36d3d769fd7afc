/** What is done to the service, one class a kind of fault. */
@NullMarked
package org.connectedaccounts.harness.scenario;

import org.jspecify.annotations.NullMarked;
