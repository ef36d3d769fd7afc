/**
 * OAuth providers of every class that behave as badly as they are told, with the truth of every
 * token.
 */
@NullMarked
package org.connectedaccounts.harness.provider;

import org.jspecify.annotations.NullMarked;
