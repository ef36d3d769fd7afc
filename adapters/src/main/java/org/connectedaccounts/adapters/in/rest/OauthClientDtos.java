package org.connectedaccounts.adapters.in.rest;

import java.util.List;
import java.util.Objects;
import org.connectedaccounts.adapters.in.rest.api.OauthClientDto;
import org.connectedaccounts.adapters.in.rest.api.OauthClientPageDto;
import org.connectedaccounts.adapters.in.rest.api.PutOauthClientDto;
import org.connectedaccounts.adapters.in.rest.api.RegisterOauthClientDto;
import org.connectedaccounts.application.client.ClientView;
import org.connectedaccounts.application.client.PutOAuthClient;
import org.connectedaccounts.application.client.RegisterOAuthClient;
import org.connectedaccounts.application.port.Page;
import org.connectedaccounts.domain.Expectation;
import org.connectedaccounts.domain.Secret;
import org.connectedaccounts.domain.app.AppSlug;
import org.connectedaccounts.domain.client.OAuthClient;
import org.connectedaccounts.domain.client.OAuthClient.Health;
import org.connectedaccounts.domain.workspace.Caller;
import org.connectedaccounts.domain.workspace.WorkspaceId;
import org.jspecify.annotations.Nullable;

final class OauthClientDtos {

  private OauthClientDtos() {}

  static OauthClientDto of(ClientView view) {
    OauthClientDto dto =
        new OauthClientDto()
            .app(view.app().value())
            .redirectUri(view.redirectUri())
            .accountCount(view.accountCount());
    OAuthClient client = view.client();
    return client == null
        ? dto.source("none").status("not_configured").scopes(List.of())
        : dto.source(client.owner().equals(WorkspaceId.OPERATOR) ? "operator" : "workspace")
            .clientId(client.clientId())
            .status(status(client.health()))
            .statusReason(client.health().reason())
            .secretVersion((long) client.secretVersion())
            .formerSecretUntil(client.former() == null ? null : client.former().until())
            .loadedAt(client.updatedAt())
            .scopes(client.scopes());
  }

  static OauthClientPageDto page(Page<ClientView> page, Cursors cursors) {
    return new OauthClientPageDto()
        .data(page.items().stream().map(OauthClientDtos::of).toList())
        .nextCursor(cursors.write(page));
  }

  static PutOAuthClient.Command put(
      Caller caller, AppSlug app, PutOauthClientDto dto, Expectation expected) {
    return new PutOAuthClient.Command(
        caller,
        app,
        dto.getClientId(),
        secret(dto.getClientSecret()),
        Objects.requireNonNullElse(dto.getScopes(), List.of()),
        expected);
  }

  static RegisterOAuthClient.Command register(
      Caller caller, AppSlug app, RegisterOauthClientDto dto) {
    return new RegisterOAuthClient.Command(
        caller,
        app,
        dto.getClientName(),
        Objects.requireNonNullElse(dto.getScopes(), List.of()),
        secret(dto.getInitialAccessToken()));
  }

  private static @Nullable Secret secret(@Nullable String text) {
    return text == null ? null : Secret.of(text);
  }

  private static String status(Health health) {
    return switch (health.state()) {
      case ACTIVE -> "active";
      case BROKEN -> "failing";
    };
  }
}
