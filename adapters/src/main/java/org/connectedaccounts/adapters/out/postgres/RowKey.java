package org.connectedaccounts.adapters.out.postgres;

import java.util.UUID;

/** Primary key of the tables whose rows have an id of their own. */
record RowKey(UUID workspaceId, UUID id) {}
