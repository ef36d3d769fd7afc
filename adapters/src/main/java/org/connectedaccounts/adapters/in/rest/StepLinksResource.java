package org.connectedaccounts.adapters.in.rest;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import org.connectedaccounts.adapters.in.rest.api.PutStepLinkDto;
import org.connectedaccounts.adapters.in.rest.api.StepAuthsDto;
import org.connectedaccounts.adapters.in.rest.api.StepLinkDto;
import org.connectedaccounts.adapters.in.rest.api.StepLinkPageDto;
import org.connectedaccounts.adapters.in.rest.api.StepLinksApi;
import org.connectedaccounts.application.workflow.DeleteStepLink;
import org.connectedaccounts.application.workflow.GetStepAuths;
import org.connectedaccounts.application.workflow.ListStepLinks;
import org.connectedaccounts.application.workflow.PutStepLink;
import org.connectedaccounts.domain.workflow.StepRef;
import org.jboss.resteasy.reactive.RestResponse;

@RunOnVirtualThread
class StepLinksResource implements StepLinksApi {

  @Inject PutStepLink putStepLink;
  @Inject DeleteStepLink deleteStepLink;
  @Inject ListStepLinks listStepLinks;
  @Inject GetStepAuths getStepAuths;
  @Inject CurrentCaller caller;

  @Override
  public RestResponse<StepLinkDto> putStepLink(
      String workflowId,
      String stepId,
      String name,
      PutStepLinkDto putStepLinkDto,
      String workspace,
      String ifMatch,
      String ifNoneMatch) {
    var link = StepLinkDtos.spec(stepId, name, putStepLinkDto);
    var expected = Conditions.of(ifMatch, ifNoneMatch);
    var put = putStepLink.handle(new PutStepLink.Command(caller.get(), workflowId, link, expected));
    return Answers.versioned(StepLinkDtos.of(put), put.link().version());
  }

  @Override
  public RestResponse<Void> deleteStepLink(
      String workflowId,
      String stepId,
      String name,
      String workspace,
      String externalUserId,
      String ifMatch) {
    deleteStepLink.handle(
        new DeleteStepLink.Command(
            caller.get(),
            new StepRef(workflowId, stepId),
            name,
            Texts.orNull(externalUserId),
            Conditions.of(ifMatch)));
    return RestResponse.noContent();
  }

  @Override
  public RestResponse<StepLinkPageDto> listStepAccounts(
      String workflowId,
      String stepId,
      String workspace,
      String externalUserId,
      Integer limit,
      String cursor) {
    var cursors = Cursors.of("step links", workflowId, stepId, externalUserId);
    var page = cursors.read(cursor, limit);
    var step = new StepRef(workflowId, stepId);
    var command = new ListStepLinks.Command(caller.get(), step, Texts.orNull(externalUserId));
    return RestResponse.ok(StepLinkDtos.page(listStepLinks.handle(command), page, cursors));
  }

  @Override
  public RestResponse<StepAuthsDto> getStepAuths(
      String workflowId, String stepId, String workspace, String externalUserId, String purpose) {
    var step = new StepRef(workflowId, stepId);
    var command =
        new GetStepAuths.Command(caller.get(), step, Texts.orNull(externalUserId), purpose);
    return RestResponse.ok(CredentialDtos.of(getStepAuths.handle(command)));
  }
}
