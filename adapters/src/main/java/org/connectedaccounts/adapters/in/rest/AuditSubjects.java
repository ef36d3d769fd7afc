package org.connectedaccounts.adapters.in.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.inject.Singleton;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.MultivaluedMap;
import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.connectedaccounts.adapters.in.rest.api.AccountDto;
import org.connectedaccounts.adapters.in.rest.api.ApiKeyDto;
import org.connectedaccounts.adapters.in.rest.api.AppDraftDto;
import org.connectedaccounts.adapters.in.rest.api.AppRequestDto;
import org.connectedaccounts.adapters.in.rest.api.CompletedAccountDto;
import org.connectedaccounts.adapters.in.rest.api.ConnectSessionDto;
import org.connectedaccounts.adapters.in.rest.api.CreatedWorkspaceDto;
import org.connectedaccounts.adapters.in.rest.api.KeyRotationDto;
import org.connectedaccounts.adapters.in.rest.api.RevocationDto;
import org.connectedaccounts.adapters.in.rest.api.StepAuthsDto;
import org.connectedaccounts.adapters.in.rest.api.StepContextDto;
import org.connectedaccounts.adapters.in.rest.api.StepLinkDto;
import org.connectedaccounts.adapters.in.rest.api.WebhookDeliveryDto;
import org.connectedaccounts.adapters.in.rest.api.WebhookEndpointDto;
import org.connectedaccounts.adapters.in.rest.api.WorkflowDto;
import org.connectedaccounts.domain.account.AccountId;
import org.connectedaccounts.domain.audit.AuditEntry.Subject;
import org.jspecify.annotations.Nullable;

/** What a call was about, by its path and its answer; here alone, for all operations. */
@Singleton
class AuditSubjects {

  private final Operations operations;
  private final ObjectMapper json;

  AuditSubjects(Operations operations, ObjectMapper json) {
    this.operations = operations;
    this.json = json;
  }

  Subject of(ContainerRequestContext request, @Nullable Object answer) {
    MultivaluedMap<String, String> path = request.getUriInfo().getPathParameters();
    MultivaluedMap<String, String> query = request.getUriInfo().getQueryParameters();
    StepContextDto step = step(answer);
    return new Subject(
        accounts(path, answer),
        operations.isVending() ? List.of() : targets(path, answer),
        AuditText.cut(user(path, query, answer)),
        AuditText.cut(step == null ? path.getFirst("workflow_id") : step.getWorkflowId()),
        AuditText.cut(step == null ? path.getFirst("step_id") : step.getStepId()));
  }

  /** All that the path names, and what came of it. */
  private List<String> targets(MultivaluedMap<String, String> path, @Nullable Object answer) {
    var named = new TreeMap<>(path).values().stream().flatMap(List::stream);
    return Stream.concat(named, made(answer))
        .map(AuditText::cut)
        .filter(Objects::nonNull)
        .filter(text -> !text.isEmpty())
        .distinct()
        .toList();
  }

  private Stream<@Nullable String> made(@Nullable Object answer) {
    return switch (answer) {
      case CreatedWorkspaceDto workspace ->
          Stream.of(workspace.getId(), workspace.getApiKey().getId());
      case ApiKeyDto key -> Stream.of(key.getId());
      case WebhookEndpointDto endpoint -> Stream.of(endpoint.getId(), origin(endpoint.getUrl()));
      case WebhookDeliveryDto delivery -> Stream.of(delivery.getEventId());
      case ConnectSessionDto session -> Stream.of(session.getId());
      case AccountDto account -> Stream.of(account.getId());
      case RevocationDto revocation -> Stream.of(revocation.getId());
      case KeyRotationDto rotation -> Stream.of(rotation.getId());
      case AppRequestDto wish -> Stream.of(wish.getId());
      case AppDraftDto draft when draft.getDefinition().get("slug") instanceof String slug ->
          Stream.of(slug);
      case String replayed -> Stream.of(id(replayed));
      case null, default -> Stream.empty();
    };
  }

  /** Where events go; path and query of such a URL are often a secret. */
  private static @Nullable String origin(String url) {
    URI uri = URI.create(url);
    if (uri.getHost() == null) {
      return null;
    }
    String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
    return uri.getScheme() + "://" + uri.getHost() + port;
  }

  /** Of an answer that is given once more for the same {@code Idempotency-Key}. */
  private @Nullable String id(String replayed) {
    try {
      return json.readTree(replayed).path("id").textValue();
    } catch (JsonProcessingException e) {
      return null;
    }
  }

  private static Set<AccountId> accounts(
      MultivaluedMap<String, String> path, @Nullable Object answer) {
    Set<AccountId> accounts = new HashSet<>();
    add(accounts, path.getFirst("account_id"));
    switch (answer) {
      case AccountDto account -> add(accounts, account.getId());
      case StepAuthsDto auths ->
          auths.getAccounts().values().forEach(account -> add(accounts, account.getAccountId()));
      case ConnectSessionDto session when session.getAccount() != null ->
          add(accounts, session.getAccount().getId());
      case StepLinkDto link -> add(accounts, link.getAccountId());
      case WorkflowDto workflow ->
          workflow.getLinks().forEach(link -> add(accounts, link.getAccountId()));
      case null, default -> {
        // Whatever it is, it is about no account, or about the path's.
      }
    }
    return accounts;
  }

  /** The step of a session, whose path does not name it. */
  private static @Nullable StepContextDto step(@Nullable Object answer) {
    return switch (answer) {
      case CompletedAccountDto completed -> completed.getStep();
      case ConnectSessionDto session -> session.getStep();
      case null, default -> null;
    };
  }

  private static @Nullable String user(
      MultivaluedMap<String, String> path,
      MultivaluedMap<String, String> query,
      @Nullable Object answer) {
    String told =
        switch (answer) {
          case RevocationDto revocation -> revocation.getExternalUserId();
          case ConnectSessionDto session -> session.getExternalUserId();
          case AccountDto account -> account.getExternalUserId();
          case StepLinkDto link -> link.getExternalUserId();
          case ApiKeyDto key when key.getLimits() != null -> key.getLimits().getExternalUserId();
          case null, default -> null;
        };
    if (told != null) {
      return told;
    }
    String user = path.getFirst("external_user_id");
    return user == null ? query.getFirst("external_user_id") : user;
  }

  private static void add(Set<AccountId> accounts, @Nullable String text) {
    if (text != null) {
      AccountId.parse(text).ifPresent(accounts::add);
    }
  }
}
