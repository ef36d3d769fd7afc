package org.connectedaccounts.adapters.in.rest;

import org.connectedaccounts.adapters.in.rest.api.CreateWorkspaceDto;
import org.connectedaccounts.adapters.in.rest.api.CreatedWorkspaceDto;
import org.connectedaccounts.adapters.in.rest.api.UpdateWorkspaceDto;
import org.connectedaccounts.adapters.in.rest.api.WorkspaceDto;
import org.connectedaccounts.adapters.in.rest.api.WorkspacePageDto;
import org.connectedaccounts.application.port.Page;
import org.connectedaccounts.application.workspace.CreateWorkspace;
import org.connectedaccounts.application.workspace.WorkspaceProfile;
import org.connectedaccounts.domain.workspace.Workspace;

final class WorkspaceDtos {

  private WorkspaceDtos() {}

  static WorkspaceDto of(Workspace workspace) {
    return fill(new WorkspaceDto(), workspace);
  }

  static CreatedWorkspaceDto created(CreateWorkspace.Created created) {
    return fill(new CreatedWorkspaceDto(), created.workspace())
        .apiKey(ApiKeyDtos.created(created.apiKey()));
  }

  static WorkspacePageDto page(Page<Workspace> page, Cursors cursors) {
    return new WorkspacePageDto()
        .data(page.items().stream().map(WorkspaceDtos::of).toList())
        .nextCursor(cursors.write(page));
  }

  static WorkspaceProfile profile(CreateWorkspaceDto dto) {
    return new WorkspaceProfile(
        dto.getName(),
        dto.getLogoUrl(),
        dto.getAccentColor(),
        dto.getReturnUrls(),
        dto.getAllowedOrigins(),
        dto.getBrowserBound(),
        dto.getSharedIdentities());
  }

  static WorkspaceProfile profile(UpdateWorkspaceDto dto) {
    return new WorkspaceProfile(
        dto.getName(),
        dto.getLogoUrl(),
        dto.getAccentColor(),
        dto.getReturnUrls(),
        dto.getAllowedOrigins(),
        dto.getBrowserBound(),
        dto.getSharedIdentities());
  }

  private static <T extends WorkspaceDto> T fill(T dto, Workspace workspace) {
    dto.id(workspace.id().text())
        .name(workspace.name())
        .logoUrl(workspace.logoUrl())
        .accentColor(workspace.accentColor())
        .returnUrls(workspace.returnUrls())
        .allowedOrigins(workspace.allowedOrigins())
        .browserBound(workspace.browserBound())
        .sharedIdentities(workspace.sharedIdentities().text())
        .createdAt(workspace.createdAt());
    return dto;
  }
}
