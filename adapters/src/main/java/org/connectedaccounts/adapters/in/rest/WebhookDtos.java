package org.connectedaccounts.adapters.in.rest;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.connectedaccounts.adapters.in.rest.api.CreatedWebhookEndpointDto;
import org.connectedaccounts.adapters.in.rest.api.WebhookDeliveryDto;
import org.connectedaccounts.adapters.in.rest.api.WebhookDeliveryPageDto;
import org.connectedaccounts.adapters.in.rest.api.WebhookEndpointDto;
import org.connectedaccounts.adapters.in.rest.api.WebhookEndpointPageDto;
import org.connectedaccounts.application.port.Page;
import org.connectedaccounts.application.port.WebhookDeliveries.Delivery;
import org.connectedaccounts.application.port.WebhookDeliveries.State;
import org.connectedaccounts.application.webhook.CreateWebhookEndpoint;
import org.connectedaccounts.domain.Refusal;
import org.connectedaccounts.domain.Refusal.Fault;
import org.connectedaccounts.domain.event.Event;
import org.connectedaccounts.domain.event.WebhookEndpoint;
import org.jspecify.annotations.Nullable;

final class WebhookDtos {

  private WebhookDtos() {}

  static WebhookEndpointDto of(WebhookEndpoint endpoint) {
    return fill(new WebhookEndpointDto(), endpoint);
  }

  static CreatedWebhookEndpointDto made(CreateWebhookEndpoint.Made made) {
    return fill(new CreatedWebhookEndpointDto(), made.endpoint()).secret(made.secret().reveal());
  }

  static WebhookEndpointPageDto page(Page<WebhookEndpoint> page, Cursors cursors) {
    return new WebhookEndpointPageDto()
        .data(page.items().stream().map(WebhookDtos::of).toList())
        .nextCursor(cursors.write(page));
  }

  static WebhookDeliveryPageDto deliveries(Page<Delivery> page, Cursors cursors) {
    return new WebhookDeliveryPageDto()
        .data(page.items().stream().map(WebhookDtos::of).toList())
        .nextCursor(cursors.write(page));
  }

  static WebhookDeliveryDto of(Delivery delivery) {
    Event event = delivery.event().event();
    Event.Subject subject = event.subject();
    var dto =
        new WebhookDeliveryDto()
            .eventId(event.id().text())
            .eventType(event.type().text())
            .accountId(subject == null ? null : subject.account().text())
            .status(delivery.state().name().toLowerCase(Locale.ROOT))
            .attempts(delivery.attempts())
            .nextAttemptAt(delivery.nextAttempt())
            .createdAt(delivery.event().at());
    var last = delivery.last();
    return last == null ? dto : dto.lastStatus(last.status()).lastError(last.error());
  }

  static Set<Event.Type> types(@Nullable List<String> texts) {
    Set<Event.Type> types = EnumSet.noneOf(Event.Type.class);
    List<Fault> faults = new ArrayList<>();
    List<String> all = texts == null ? List.of() : texts;
    for (int i = 0; i < all.size(); i++) {
      Optional<Event.Type> type = Event.Type.parse(all.get(i)).filter(WebhookDtos::canBeWanted);
      type.ifPresent(types::add);
      if (type.isEmpty()) {
        faults.add(new Fault("/types/" + i, "is no type of event that can be chosen"));
      }
    }
    if (!faults.isEmpty()) {
      throw Refusal.invalid(faults);
    }
    return types;
  }

  /** A test goes to whom it is meant for, and to nobody else. */
  private static boolean canBeWanted(Event.Type type) {
    return type != Event.Type.WEBHOOK_ENDPOINT_TEST;
  }

  static @Nullable State state(@Nullable String text) {
    if (text == null || text.isEmpty()) {
      return null;
    }
    for (State state : State.values()) {
      if (state.name().toLowerCase(Locale.ROOT).equals(text)) {
        return state;
      }
    }
    throw Refusal.invalid("?status", "must be pending, delivered or dead");
  }

  private static <T extends WebhookEndpointDto> T fill(T dto, WebhookEndpoint endpoint) {
    WebhookEndpoint.Disabled disabled = endpoint.disabled();
    dto.id(endpoint.id().text())
        .url(endpoint.url().toString())
        .types(endpoint.types().stream().map(Event.Type::text).sorted().toList())
        .enabled(endpoint.enabled())
        .disabledReason(disabled == null ? null : disabled.text())
        .formerSecretUntil(endpoint.secret().formerUntil())
        .createdAt(endpoint.createdAt());
    return dto;
  }
}
