package org.connectedaccounts.adapters.in.rest;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import org.connectedaccounts.adapters.in.rest.api.CreateWorkspaceDto;
import org.connectedaccounts.adapters.in.rest.api.CreatedWorkspaceDto;
import org.connectedaccounts.adapters.in.rest.api.UpdateWorkspaceDto;
import org.connectedaccounts.adapters.in.rest.api.WorkspaceDto;
import org.connectedaccounts.adapters.in.rest.api.WorkspacePageDto;
import org.connectedaccounts.adapters.in.rest.api.WorkspacesApi;
import org.connectedaccounts.application.workspace.CreateWorkspace;
import org.connectedaccounts.application.workspace.DeleteWorkspace;
import org.connectedaccounts.application.workspace.GetWorkspace;
import org.connectedaccounts.application.workspace.ListWorkspaces;
import org.connectedaccounts.application.workspace.UpdateWorkspace;
import org.connectedaccounts.domain.workspace.Workspace;
import org.jboss.resteasy.reactive.RestResponse;

@RunOnVirtualThread
class WorkspacesResource implements WorkspacesApi {

  @Inject CreateWorkspace createWorkspace;
  @Inject ListWorkspaces listWorkspaces;
  @Inject GetWorkspace getWorkspace;
  @Inject UpdateWorkspace updateWorkspace;
  @Inject DeleteWorkspace deleteWorkspace;
  @Inject CurrentCaller caller;

  @Override
  public RestResponse<CreatedWorkspaceDto> createWorkspace(
      CreateWorkspaceDto createWorkspaceDto, String idempotencyKey) {
    var command =
        new CreateWorkspace.Command(caller.get(), WorkspaceDtos.profile(createWorkspaceDto));
    return Answers.created(WorkspaceDtos.created(createWorkspace.handle(command)));
  }

  @Override
  public RestResponse<WorkspacePageDto> listWorkspaces(Integer limit, String cursor) {
    var cursors = Cursors.of("workspaces");
    var command = new ListWorkspaces.Command(caller.get(), cursors.read(cursor, limit));
    return RestResponse.ok(WorkspaceDtos.page(listWorkspaces.handle(command), cursors));
  }

  @Override
  public RestResponse<WorkspaceDto> getWorkspace(String workspaceId) {
    var command = new GetWorkspace.Command(caller.get(), Ids.workspace(workspaceId));
    Workspace found = getWorkspace.handle(command);
    return Answers.versioned(WorkspaceDtos.of(found), found.version());
  }

  @Override
  public RestResponse<WorkspaceDto> updateWorkspace(
      String workspaceId, UpdateWorkspaceDto updateWorkspaceDto, String ifMatch) {
    var command =
        new UpdateWorkspace.Command(
            caller.get(),
            Ids.workspace(workspaceId),
            WorkspaceDtos.profile(updateWorkspaceDto),
            Conditions.of(ifMatch));
    Workspace changed = updateWorkspace.handle(command);
    return Answers.versioned(WorkspaceDtos.of(changed), changed.version());
  }

  @Override
  public RestResponse<Void> deleteWorkspace(String workspaceId, String ifMatch) {
    deleteWorkspace.handle(
        new DeleteWorkspace.Command(
            caller.get(), Ids.workspace(workspaceId), Conditions.of(ifMatch)));
    return RestResponse.noContent();
  }
}
