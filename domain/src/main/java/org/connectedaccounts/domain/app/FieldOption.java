package org.connectedaccounts.domain.app;

/** One of the values that a field offers, and how it reads. */
public record FieldOption(String value, String label) {}
