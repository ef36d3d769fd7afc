package org.connectedaccounts.adapters.out.postgres;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.connectedaccounts.domain.account.AccountId;
import org.connectedaccounts.domain.event.Event;
import org.connectedaccounts.domain.event.EventDetails;
import org.connectedaccounts.domain.event.EventDetails.BrokenLink;
import org.connectedaccounts.domain.event.EventDetails.RotatedKey;
import org.connectedaccounts.domain.event.EventDetails.ScopeChange;
import org.connectedaccounts.domain.event.EventDetails.SharedIdentity;
import org.connectedaccounts.domain.workflow.StepRef;
import org.connectedaccounts.domain.workspace.ApiKeyId;
import org.jspecify.annotations.Nullable;

/** What stands in {@code event.details}: the fields that an event of the type has. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record EventDetailsColumn(
    @Nullable List<String> added,
    @Nullable List<String> removed,
    @JsonProperty("workflow_id") @Nullable String workflowId,
    @JsonProperty("step_id") @Nullable String stepId,
    @Nullable String name,
    @Nullable String user,
    @Nullable UUID key,
    @Nullable UUID former,
    @Nullable List<UUID> others) {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  static @Nullable String write(@Nullable EventDetails details) {
    if (details == null) {
      return null;
    }
    try {
      return MAPPER.writeValueAsString(of(details));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("texts and ids can be written", e);
    }
  }

  private static EventDetailsColumn of(EventDetails details) {
    return switch (details) {
      case ScopeChange(var added, var removed) ->
          new EventDetailsColumn(added, removed, null, null, null, null, null, null, null);
      case BrokenLink(var step, var name, var user) ->
          new EventDetailsColumn(
              null, null, step.workflowId(), step.stepId(), name, user, null, null, null);
      case RotatedKey(var key, var former) ->
          new EventDetailsColumn(
              null, null, null, null, null, null, key.value(), former.value(), null);
      case SharedIdentity(var others) -> {
        List<UUID> ids = others.stream().map(AccountId::value).toList();
        yield new EventDetailsColumn(null, null, null, null, null, null, null, null, ids);
      }
    };
  }

  /**
   * @param json null where the type has none
   */
  static @Nullable EventDetails read(Event.Type type, @Nullable String json) {
    if (json == null) {
      return null;
    }
    try {
      return MAPPER.readValue(json, EventDetailsColumn.class).toDomain(type);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Details of an event cannot be read", e);
    }
  }

  private @Nullable EventDetails toDomain(Event.Type type) {
    return switch (type) {
      case SCOPES_CHANGED -> new ScopeChange(there(added), there(removed));
      case IDENTITY_SHARED ->
          new SharedIdentity(there(others).stream().map(AccountId::new).toList());
      case STEP_LINK_BROKEN ->
          new BrokenLink(new StepRef(there(workflowId), there(stepId)), there(name), user);
      case API_KEY_ROTATED -> new RotatedKey(new ApiKeyId(there(key)), new ApiKeyId(there(former)));
      default -> null;
    };
  }

  private static <T> T there(@Nullable T value) {
    return Objects.requireNonNull(value, "a detail of the event");
  }
}
