package org.connectedaccounts.adapters.out.webhook;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.connectedaccounts.application.port.Events.Told;
import org.connectedaccounts.domain.account.AccountStatus.Reason;
import org.connectedaccounts.domain.event.Event;

/** An event as the contract's {@code Event} has it, like in the list of events. */
final class EventMessage {

  private static final ObjectMapper JSON = new ObjectMapper();

  private EventMessage() {}

  static byte[] of(Told told) {
    Event event = told.event();
    ObjectNode json =
        JSON.createObjectNode()
            .put("id", event.id().text())
            .put("type", event.type().text())
            .put("account_id", event.account().text())
            .put("app", event.app().value())
            .put("generation", event.generation())
            .put("created_at", told.at().toString());
    if (event.externalUserId() != null) {
      json.put("external_user_id", event.externalUserId());
    }
    Reason reason = event.reason();
    if (reason != null) {
      json.put("reason", reason.text());
    }
    try {
      return JSON.writeValueAsBytes(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("texts and numbers can be written", e);
    }
  }
}
