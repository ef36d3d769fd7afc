package org.connectedaccounts.application.workflow;

import java.util.List;
import org.connectedaccounts.domain.Version;
import org.connectedaccounts.domain.workflow.Workflow;

/** A workflow with all its links. */
public record WorkflowView(Workflow workflow, List<LinkView> links) {

  public Version version() {
    return workflow.version(links.stream().map(LinkView::link).toList());
  }
}
