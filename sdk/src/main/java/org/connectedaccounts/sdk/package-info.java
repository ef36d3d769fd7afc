/** The README's journey with the generated Java client. */
package org.connectedaccounts.sdk;
