package org.connectedaccounts.adapters.out.webhook;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.connectedaccounts.application.port.Events.Told;
import org.connectedaccounts.domain.account.AccountStatus.Reason;
import org.connectedaccounts.domain.event.Event;
import org.connectedaccounts.domain.event.EventDetails;
import org.connectedaccounts.domain.event.EventDetails.BrokenLink;
import org.connectedaccounts.domain.event.EventDetails.RotatedKey;
import org.connectedaccounts.domain.event.EventDetails.ScopeChange;
import org.connectedaccounts.domain.event.EventDetails.SharedIdentity;
import org.jspecify.annotations.Nullable;

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
            .put("created_at", told.at().toString());
    Event.Subject subject = event.subject();
    if (subject != null) {
      put(json, subject);
    }
    put(json, event.details());
    try {
      return JSON.writeValueAsBytes(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("texts and numbers can be written", e);
    }
  }

  private static void put(ObjectNode json, Event.Subject subject) {
    json.put("account_id", subject.account().text())
        .put("app", subject.app().value())
        .put("generation", subject.generation());
    if (subject.externalUserId() != null) {
      json.put("external_user_id", subject.externalUserId());
    }
    Reason reason = subject.reason();
    if (reason != null) {
      json.put("reason", reason.text());
    }
  }

  private static void put(ObjectNode json, @Nullable EventDetails details) {
    switch (details) {
      case ScopeChange(var added, var removed) -> {
        ObjectNode scopes = json.putObject("scopes");
        added.forEach(scopes.putArray("added")::add);
        removed.forEach(scopes.putArray("removed")::add);
      }
      case SharedIdentity(var others) -> {
        ArrayNode ids = json.putObject("identity").putArray("account_ids");
        others.forEach(id -> ids.add(id.text()));
      }
      case BrokenLink(var step, var name, var user) -> {
        ObjectNode link =
            json.putObject("link")
                .put("workflow_id", step.workflowId())
                .put("step_id", step.stepId())
                .put("name", name);
        if (user != null) {
          link.put("external_user_id", user);
        }
      }
      case RotatedKey(var key, var former) ->
          json.putObject("api_key").put("id", key.text()).put("former_id", former.text());
      case null -> {
        // Most have none.
      }
    }
  }
}
