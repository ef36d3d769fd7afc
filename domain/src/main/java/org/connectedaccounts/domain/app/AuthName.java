package org.connectedaccounts.domain.app;

/** A name that a step finds under {@code auths.<app>}, and whether its value is a secret. */
public record AuthName(String name, boolean secret) {}
