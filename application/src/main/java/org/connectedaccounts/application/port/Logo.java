package org.connectedaccounts.application.port;

/** An SVG document and a short hash of it, which serves as a strong entity tag. */
public record Logo(String svg, String hash) {}
