package org.connectedaccounts.domain.workflow;

import org.connectedaccounts.domain.workspace.WorkspaceId;
import org.jspecify.annotations.Nullable;

/** A workflow as people know it; it exists as soon as a step of it is linked. */
public record Workflow(
    WorkspaceId workspace, String id, @Nullable String name, @Nullable String url) {}
