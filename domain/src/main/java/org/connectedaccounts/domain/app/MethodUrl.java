package org.connectedaccounts.domain.app;

/**
 * A URL that a method writes down.
 *
 * @param part where in the method, as a relative JSON pointer
 */
public record MethodUrl(String part, UrlTemplate url) {}
