package org.connectedaccounts.adapters.in.rest;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.connectedaccounts.adapters.in.rest.api.CreateConnectSessionDto;
import org.connectedaccounts.adapters.in.rest.api.StepContextDto;
import org.connectedaccounts.application.connect.CreateConnectSession;
import org.connectedaccounts.domain.Refusal;
import org.connectedaccounts.domain.app.AppSlug;
import org.connectedaccounts.domain.connect.SessionRequest;
import org.connectedaccounts.domain.connect.SessionRequest.Kind;
import org.connectedaccounts.domain.connect.SessionRequest.LinkTarget;
import org.connectedaccounts.domain.workflow.StepRef;
import org.connectedaccounts.domain.workspace.Caller;
import org.jspecify.annotations.Nullable;

/** Reads what a session is wanted for. */
final class NewSessions {

  private NewSessions() {}

  static CreateConnectSession.Command command(Caller caller, CreateConnectSessionDto dto) {
    Integer seconds = dto.getExpiresIn();
    return new CreateConnectSession.Command(
        caller, request(dto), seconds == null ? null : Duration.ofSeconds(seconds));
  }

  private static SessionRequest request(CreateConnectSessionDto dto) {
    String account = Texts.orNull(dto.getAccountId());
    return new SessionRequest(
        kind(Texts.orNull(dto.getKind())),
        Texts.orNull(dto.getExternalUserId()),
        Texts.orNull(dto.getActingUserId()),
        apps(dto.getApps()),
        account == null ? null : Ids.account(account),
        Objects.requireNonNullElse(dto.getScopes(), List.of()),
        Boolean.TRUE.equals(dto.getShared()),
        step(dto.getStep()),
        Texts.metadata(dto.getMetadata()),
        Texts.orNull(dto.getReturnUrl()));
  }

  /** None at all is a list that was filtered away by mistake, and must not allow every app. */
  private static List<AppSlug> apps(@Nullable List<String> slugs) {
    if (slugs != null && slugs.isEmpty()) {
      throw Refusal.invalid("/apps", "must name an app; leave it out for every app");
    }
    return slugs == null ? List.of() : slugs.stream().map(Ids::app).toList();
  }

  private static Kind kind(@Nullable String text) {
    return switch (text) {
      case null -> Kind.CONNECT;
      case "connect" -> Kind.CONNECT;
      case "manage" -> Kind.MANAGE;
      default -> throw Refusal.invalid("/kind", "must be connect or manage");
    };
  }

  private static @Nullable LinkTarget step(@Nullable StepContextDto step) {
    return step == null
        ? null
        : new LinkTarget(
            new StepRef(step.getWorkflowId(), step.getStepId()), Texts.orNull(step.getName()));
  }
}
