package org.connectedaccounts.domain.workflow;

import java.util.Collection;
import org.connectedaccounts.domain.Version;
import org.connectedaccounts.domain.workspace.WorkspaceId;
import org.jspecify.annotations.Nullable;

/** A workflow as people know it; it exists as soon as a step of it is linked. */
public record Workflow(
    WorkspaceId workspace, String id, @Nullable String name, @Nullable String url) {

  /** With its links: they are put together. */
  public Version version(Collection<StepLink> links) {
    return Version.of(
        id, name, url, links.stream().map(link -> link.version().text()).sorted().toList());
  }
}
