package org.connectedaccounts.adapters.in.rest;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.connectedaccounts.adapters.in.rest.api.AuthorizationDto;
import org.connectedaccounts.adapters.in.rest.api.AuthorizeConnectSessionDto;
import org.connectedaccounts.adapters.in.rest.api.ChooseConnectOptionDto;
import org.connectedaccounts.adapters.in.rest.api.CompleteConnectSessionDto;
import org.connectedaccounts.adapters.in.rest.api.CompletedAccountDto;
import org.connectedaccounts.adapters.in.rest.api.ConnectSessionDto;
import org.connectedaccounts.adapters.in.rest.api.ConnectSessionsApi;
import org.connectedaccounts.adapters.in.rest.api.CreateConnectSessionDto;
import org.connectedaccounts.adapters.in.rest.api.CreatedConnectSessionDto;
import org.connectedaccounts.adapters.in.rest.api.SubmitConnectCredentialsDto;
import org.connectedaccounts.adapters.in.rest.api.UseExistingAccountDto;
import org.connectedaccounts.application.connect.ChooseOption;
import org.connectedaccounts.application.connect.CompleteConnection;
import org.connectedaccounts.application.connect.CreateConnectSession;
import org.connectedaccounts.application.connect.GetConnectSession;
import org.connectedaccounts.application.connect.StartAuthorization;
import org.connectedaccounts.application.connect.SubmitCredentials;
import org.connectedaccounts.application.connect.UseExistingAccount;
import org.connectedaccounts.domain.Secret;
import org.jboss.resteasy.reactive.RestResponse;

@RunOnVirtualThread
class ConnectSessionsResource implements ConnectSessionsApi {

  @Inject CreateConnectSession createConnectSession;
  @Inject GetConnectSession getConnectSession;
  @Inject StartAuthorization startAuthorization;
  @Inject SubmitCredentials submitCredentials;
  @Inject UseExistingAccount useExistingAccount;
  @Inject ChooseOption chooseOption;
  @Inject CompleteConnection completeConnection;
  @Inject CurrentCaller caller;

  @Override
  public RestResponse<CreatedConnectSessionDto> createConnectSession(
      CreateConnectSessionDto createConnectSessionDto, String workspace, String idempotencyKey) {
    var command = NewSessions.command(caller.get(), createConnectSessionDto);
    return Answers.created(SessionDtos.created(createConnectSession.handle(command)));
  }

  @Override
  public RestResponse<ConnectSessionDto> getConnectSession(String sessionId, String workspace) {
    var command = new GetConnectSession.Command(caller.get(), Ids.session(sessionId));
    return RestResponse.ok(SessionDtos.of(getConnectSession.handle(command)));
  }

  @Override
  public RestResponse<AuthorizationDto> authorizeConnectSession(
      String sessionId,
      AuthorizeConnectSessionDto authorizeConnectSessionDto,
      String idempotencyKey) {
    var command =
        new StartAuthorization.Command(
            caller.get(),
            Ids.session(sessionId),
            Ids.app(authorizeConnectSessionDto.getApp()),
            Texts.orNull(authorizeConnectSessionDto.getAuth()),
            Objects.requireNonNullElse(authorizeConnectSessionDto.getFields(), Map.of()),
            Objects.requireNonNullElse(authorizeConnectSessionDto.getScopes(), List.of()));
    var started = startAuthorization.handle(command);
    return RestResponse.ok(new AuthorizationDto().authorizationUrl(started.authorizationUrl()));
  }

  @Override
  public RestResponse<ConnectSessionDto> submitConnectCredentials(
      String sessionId,
      SubmitConnectCredentialsDto submitConnectCredentialsDto,
      String idempotencyKey) {
    var command =
        new SubmitCredentials.Command(
            caller.get(),
            Ids.session(sessionId),
            Ids.app(submitConnectCredentialsDto.getApp()),
            Texts.orNull(submitConnectCredentialsDto.getAuth()),
            submitConnectCredentialsDto.getFields());
    return RestResponse.ok(SessionDtos.of(submitCredentials.handle(command)));
  }

  @Override
  public RestResponse<ConnectSessionDto> useExistingAccount(
      String sessionId, UseExistingAccountDto useExistingAccountDto, String idempotencyKey) {
    var account = Ids.account(useExistingAccountDto.getAccountId());
    var command = new UseExistingAccount.Command(caller.get(), Ids.session(sessionId), account);
    return RestResponse.ok(SessionDtos.of(useExistingAccount.handle(command)));
  }

  @Override
  public RestResponse<ConnectSessionDto> chooseConnectOption(
      String sessionId, ChooseConnectOptionDto chooseConnectOptionDto, String idempotencyKey) {
    var option = chooseConnectOptionDto.getOption();
    var command = new ChooseOption.Command(caller.get(), Ids.session(sessionId), option);
    return RestResponse.ok(SessionDtos.of(chooseOption.handle(command)));
  }

  @Override
  public RestResponse<CompletedAccountDto> completeConnectSession(
      String sessionId,
      CompleteConnectSessionDto completeConnectSessionDto,
      String workspace,
      String idempotencyKey) {
    var command =
        new CompleteConnection.Command(
            caller.get(),
            Ids.session(sessionId),
            Secret.of(completeConnectSessionDto.getHandle()),
            Texts.orNull(completeConnectSessionDto.getExternalUserId()));
    var connected = completeConnection.handle(command);
    return RestResponse.ok(
        AccountDtos.completed(connected.view(), connected.created())
            .step(SessionDtos.step(connected.step())));
  }
}
