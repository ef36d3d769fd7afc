/** The API of openapi.yaml, on top of the use cases. */
@NullMarked
package org.connectedaccounts.adapters.in.rest;

import org.jspecify.annotations.NullMarked;
