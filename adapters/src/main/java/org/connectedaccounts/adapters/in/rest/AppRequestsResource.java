package org.connectedaccounts.adapters.in.rest;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import org.connectedaccounts.adapters.in.rest.api.AppRequestDto;
import org.connectedaccounts.adapters.in.rest.api.AppRequestPageDto;
import org.connectedaccounts.adapters.in.rest.api.AppRequestsApi;
import org.connectedaccounts.adapters.in.rest.api.CreateAppRequestDto;
import org.connectedaccounts.application.catalog.ListAppRequests;
import org.connectedaccounts.application.catalog.RequestApp;
import org.jboss.resteasy.reactive.RestResponse;

@RunOnVirtualThread
class AppRequestsResource implements AppRequestsApi {

  @Inject RequestApp requestApp;
  @Inject ListAppRequests listAppRequests;
  @Inject CurrentCaller caller;

  @Override
  public RestResponse<AppRequestDto> createAppRequest(
      CreateAppRequestDto createAppRequestDto, String workspace, String idempotencyKey) {
    var command =
        new RequestApp.Command(
            caller.get(),
            createAppRequestDto.getName(),
            Texts.orNull(createAppRequestDto.getUrl()),
            Texts.orNull(createAppRequestDto.getNote()));
    var asked = requestApp.handle(command);
    return Answers.saved(AppRequestDtos.of(asked.request(), asked.app()), asked.first());
  }

  @Override
  public RestResponse<AppRequestPageDto> listAppRequests(
      String workspace, Integer limit, String cursor) {
    var cursors = Cursors.of("app requests");
    var command = new ListAppRequests.Command(caller.get(), cursors.read(cursor, limit));
    return RestResponse.ok(AppRequestDtos.page(listAppRequests.handle(command), cursors));
  }
}
