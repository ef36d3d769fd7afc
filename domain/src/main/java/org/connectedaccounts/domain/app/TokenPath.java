package org.connectedaccounts.domain.app;

/** Where in a token response a token stands, and whether an answer without it is still good. */
public record TokenPath(DottedPath path, boolean optional) {}
