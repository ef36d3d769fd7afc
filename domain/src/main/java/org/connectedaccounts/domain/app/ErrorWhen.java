package org.connectedaccounts.domain.app;

import org.jspecify.annotations.Nullable;

/** How a provider tells an error with a successful HTTP status, and where its code then stands. */
public record ErrorWhen(Expectation when, @Nullable DottedPath errorField) {}
