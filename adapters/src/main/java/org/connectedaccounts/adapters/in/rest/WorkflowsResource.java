package org.connectedaccounts.adapters.in.rest;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import org.connectedaccounts.adapters.in.rest.api.PutWorkflowDto;
import org.connectedaccounts.adapters.in.rest.api.WorkflowDto;
import org.connectedaccounts.adapters.in.rest.api.WorkflowsApi;
import org.connectedaccounts.application.workflow.DeleteWorkflow;
import org.connectedaccounts.application.workflow.GetWorkflow;
import org.connectedaccounts.application.workflow.PutWorkflow;
import org.connectedaccounts.application.workflow.WorkflowView;
import org.jboss.resteasy.reactive.RestResponse;

@RunOnVirtualThread
class WorkflowsResource implements WorkflowsApi {

  @Inject PutWorkflow putWorkflow;
  @Inject GetWorkflow getWorkflow;
  @Inject DeleteWorkflow deleteWorkflow;
  @Inject CurrentCaller caller;

  @Override
  public RestResponse<WorkflowDto> putWorkflow(
      String workflowId,
      PutWorkflowDto putWorkflowDto,
      String workspace,
      String ifMatch,
      String ifNoneMatch) {
    var expected = Conditions.of(ifMatch, ifNoneMatch);
    var command = StepLinkDtos.put(caller.get(), workflowId, putWorkflowDto, expected);
    return shown(putWorkflow.handle(command));
  }

  @Override
  public RestResponse<WorkflowDto> getWorkflow(String workflowId, String workspace) {
    var command = new GetWorkflow.Command(caller.get(), workflowId);
    return shown(getWorkflow.handle(command));
  }

  private static RestResponse<WorkflowDto> shown(WorkflowView view) {
    return Answers.versioned(StepLinkDtos.of(view), view.version());
  }

  @Override
  public RestResponse<Void> deleteWorkflow(String workflowId, String workspace, String ifMatch) {
    deleteWorkflow.handle(
        new DeleteWorkflow.Command(caller.get(), workflowId, Conditions.of(ifMatch)));
    return RestResponse.noContent();
  }
}
