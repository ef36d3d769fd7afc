package org.connectedaccounts.application.port;

import org.jspecify.annotations.Nullable;

/**
 * One page of a list.
 *
 * @param after where the page before ended, as it said; null: from the start
 * @param limit at most so many items, 1 to 200
 */
public record PageRequest(@Nullable String after, int limit) {}
