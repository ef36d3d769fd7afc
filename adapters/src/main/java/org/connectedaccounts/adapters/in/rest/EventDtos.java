package org.connectedaccounts.adapters.in.rest;

import org.connectedaccounts.adapters.in.rest.api.EventDto;
import org.connectedaccounts.adapters.in.rest.api.EventPageDto;
import org.connectedaccounts.application.port.Events.Told;
import org.connectedaccounts.application.port.Page;
import org.connectedaccounts.domain.account.AccountStatus.Reason;
import org.connectedaccounts.domain.event.Event;

final class EventDtos {

  private EventDtos() {}

  static EventPageDto page(Page<Told> page, Cursors cursors) {
    return new EventPageDto()
        .data(page.items().stream().map(EventDtos::of).toList())
        .nextCursor(cursors.write(page));
  }

  private static EventDto of(Told told) {
    Event event = told.event();
    Reason reason = event.reason();
    return new EventDto()
        .id(event.id().text())
        .type(event.type().text())
        .accountId(event.account().text())
        .app(event.app().value())
        .externalUserId(event.externalUserId())
        .generation(event.generation())
        .reason(reason == null ? null : reason.text())
        .createdAt(told.at());
  }
}
