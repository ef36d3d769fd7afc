package org.connectedaccounts.adapters.in.rest;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import org.connectedaccounts.adapters.in.rest.api.EventPageDto;
import org.connectedaccounts.adapters.in.rest.api.EventsApi;
import org.connectedaccounts.application.event.ListEvents;
import org.jboss.resteasy.reactive.RestResponse;

@RunOnVirtualThread
class EventsResource implements EventsApi {

  @Inject ListEvents listEvents;
  @Inject CurrentCaller caller;

  @Override
  public RestResponse<EventPageDto> listEvents(String workspace, Integer limit, String cursor) {
    var cursors = Cursors.of("events");
    var command = new ListEvents.Command(caller.get(), cursors.read(cursor, limit));
    return RestResponse.ok(EventDtos.page(listEvents.handle(command), cursors));
  }
}
