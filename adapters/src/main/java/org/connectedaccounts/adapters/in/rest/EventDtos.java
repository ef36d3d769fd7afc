package org.connectedaccounts.adapters.in.rest;

import org.connectedaccounts.adapters.in.rest.api.BrokenLinkDto;
import org.connectedaccounts.adapters.in.rest.api.EventDto;
import org.connectedaccounts.adapters.in.rest.api.EventPageDto;
import org.connectedaccounts.adapters.in.rest.api.RotatedKeyDto;
import org.connectedaccounts.adapters.in.rest.api.ScopeChangeDto;
import org.connectedaccounts.adapters.in.rest.api.SharedIdentityDto;
import org.connectedaccounts.application.port.Events.Told;
import org.connectedaccounts.application.port.Page;
import org.connectedaccounts.domain.account.AccountId;
import org.connectedaccounts.domain.account.AccountStatus.Reason;
import org.connectedaccounts.domain.event.Event;
import org.connectedaccounts.domain.event.EventDetails.BrokenLink;
import org.connectedaccounts.domain.event.EventDetails.RotatedKey;
import org.connectedaccounts.domain.event.EventDetails.ScopeChange;
import org.connectedaccounts.domain.event.EventDetails.SharedIdentity;

final class EventDtos {

  private EventDtos() {}

  static EventPageDto page(Page<Told> page, Cursors cursors) {
    return new EventPageDto()
        .data(page.items().stream().map(EventDtos::of).toList())
        .nextCursor(cursors.write(page));
  }

  private static EventDto of(Told told) {
    Event event = told.event();
    var dto = new EventDto().id(event.id().text()).type(event.type().text()).createdAt(told.at());
    Event.Subject subject = event.subject();
    if (subject != null) {
      Reason reason = subject.reason();
      dto.accountId(subject.account().text())
          .app(subject.app().value())
          .externalUserId(subject.externalUserId())
          .generation(subject.generation())
          .reason(reason == null ? null : reason.text());
    }
    return switch (event.details()) {
      case ScopeChange(var added, var removed) ->
          dto.scopes(new ScopeChangeDto().added(added).removed(removed));
      case SharedIdentity(var others) ->
          dto.identity(
              new SharedIdentityDto().accountIds(others.stream().map(AccountId::text).toList()));
      case BrokenLink(var step, var name, var user) ->
          dto.link(
              new BrokenLinkDto()
                  .workflowId(step.workflowId())
                  .stepId(step.stepId())
                  .name(name)
                  .externalUserId(user));
      case RotatedKey(var key, var former) ->
          dto.apiKey(new RotatedKeyDto().id(key.text()).formerId(former.text()));
      case null -> dto;
    };
  }
}
