package org.connectedaccounts.adapters.in.rest;

import java.util.List;
import java.util.Objects;
import org.connectedaccounts.adapters.in.rest.api.PutStepLinkDto;
import org.connectedaccounts.adapters.in.rest.api.PutWorkflowDto;
import org.connectedaccounts.adapters.in.rest.api.PutWorkflowLinkDto;
import org.connectedaccounts.adapters.in.rest.api.StepLinkDto;
import org.connectedaccounts.adapters.in.rest.api.StepLinkPageDto;
import org.connectedaccounts.adapters.in.rest.api.WorkflowDto;
import org.connectedaccounts.application.port.Page;
import org.connectedaccounts.application.port.PageRequest;
import org.connectedaccounts.application.workflow.LinkSpec;
import org.connectedaccounts.application.workflow.LinkView;
import org.connectedaccounts.application.workflow.PutWorkflow;
import org.connectedaccounts.application.workflow.WorkflowView;
import org.connectedaccounts.domain.Expectation;
import org.connectedaccounts.domain.workflow.StepLink;
import org.connectedaccounts.domain.workflow.Workflow;
import org.connectedaccounts.domain.workspace.Caller;

final class StepLinkDtos {

  /** Sorts before whatever an id may contain. */
  private static final String SEPARATOR = "\u0000";

  private StepLinkDtos() {}

  static StepLinkDto of(LinkView view) {
    StepLink link = view.link();
    Workflow workflow = view.workflow();
    return new StepLinkDto()
        .workflowId(link.step().workflowId())
        .workflowName(workflow == null ? null : workflow.name())
        .workflowUrl(workflow == null ? null : workflow.url())
        .stepId(link.step().stepId())
        .name(link.name())
        .accountId(link.account().text())
        .externalUserId(link.externalUserId())
        .scopes(link.scopes())
        .missingScopes(view.missingScopes())
        .account(AccountDtos.summary(view.account()))
        .createdAt(link.createdAt());
  }

  static StepLinkPageDto page(List<LinkView> links, PageRequest request, Cursors cursors) {
    Page<LinkView> page = Cursors.cut(links, request, StepLinkDtos::key);
    return new StepLinkPageDto()
        .data(page.items().stream().map(StepLinkDtos::of).toList())
        .nextCursor(cursors.write(page));
  }

  static WorkflowDto of(WorkflowView view) {
    return new WorkflowDto()
        .workflowId(view.workflow().id())
        .name(view.workflow().name())
        .url(view.workflow().url())
        .links(view.links().stream().map(StepLinkDtos::of).toList());
  }

  static LinkSpec spec(String stepId, String name, PutStepLinkDto dto) {
    return new LinkSpec(
        stepId,
        name,
        Ids.account(dto.getAccountId()),
        Texts.orNull(dto.getExternalUserId()),
        Objects.requireNonNullElse(dto.getScopes(), List.of()));
  }

  static PutWorkflow.Command put(
      Caller caller, String workflowId, PutWorkflowDto dto, Expectation expected) {
    return new PutWorkflow.Command(
        caller,
        workflowId,
        Texts.orNull(dto.getName()),
        Texts.orNull(dto.getUrl()),
        dto.getLinks().stream().map(StepLinkDtos::spec).toList(),
        expected);
  }

  private static LinkSpec spec(PutWorkflowLinkDto dto) {
    return new LinkSpec(
        dto.getStepId(),
        dto.getName(),
        Ids.account(dto.getAccountId()),
        Texts.orNull(dto.getExternalUserId()),
        Objects.requireNonNullElse(dto.getScopes(), List.of()));
  }

  private static String key(LinkView view) {
    StepLink link = view.link();
    return String.join(
        SEPARATOR,
        link.step().workflowId(),
        link.step().stepId(),
        link.name(),
        Objects.requireNonNullElse(link.externalUserId(), ""));
  }
}
