package org.connectedaccounts.domain.app;

/**
 * A header that no request can have as the definition wants it.
 *
 * @param part where in the method, as a relative JSON pointer
 */
public record UnsendableHeader(String part, String reason) {}
