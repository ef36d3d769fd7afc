package org.connectedaccounts.adapters.in.rest;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import org.connectedaccounts.adapters.in.rest.api.OauthClientDto;
import org.connectedaccounts.adapters.in.rest.api.OauthClientPageDto;
import org.connectedaccounts.adapters.in.rest.api.OauthClientsApi;
import org.connectedaccounts.adapters.in.rest.api.PutOauthClientDto;
import org.connectedaccounts.adapters.in.rest.api.RegisterOauthClientDto;
import org.connectedaccounts.application.client.ClientView;
import org.connectedaccounts.application.client.DeleteOAuthClient;
import org.connectedaccounts.application.client.GetOAuthClient;
import org.connectedaccounts.application.client.ListOAuthClients;
import org.connectedaccounts.application.client.PutOAuthClient;
import org.connectedaccounts.application.client.RegisterOAuthClient;
import org.jboss.resteasy.reactive.RestResponse;

@RunOnVirtualThread
class OauthClientsResource implements OauthClientsApi {

  @Inject ListOAuthClients listOAuthClients;
  @Inject GetOAuthClient getOAuthClient;
  @Inject PutOAuthClient putOAuthClient;
  @Inject RegisterOAuthClient registerOAuthClient;
  @Inject DeleteOAuthClient deleteOAuthClient;
  @Inject CurrentCaller caller;

  @Override
  public RestResponse<OauthClientPageDto> listOauthClients(
      String workspace, Integer limit, String cursor) {
    var cursors = Cursors.of("OAuth clients");
    var page = cursors.read(cursor, limit);
    var clients = listOAuthClients.handle(new ListOAuthClients.Command(caller.get()));
    var cut = Cursors.cut(clients, page, client -> client.app().value());
    return RestResponse.ok(OauthClientDtos.page(cut, cursors));
  }

  @Override
  public RestResponse<OauthClientDto> getOauthClient(String app, String workspace) {
    var command = new GetOAuthClient.Command(caller.get(), Ids.app(app));
    return shown(getOAuthClient.handle(command));
  }

  private static RestResponse<OauthClientDto> shown(ClientView view) {
    return Answers.versioned(OauthClientDtos.of(view), view.version());
  }

  @Override
  public RestResponse<OauthClientDto> putOauthClient(
      String app,
      PutOauthClientDto putOauthClientDto,
      String workspace,
      String ifMatch,
      String ifNoneMatch) {
    var expected = Conditions.of(ifMatch, ifNoneMatch);
    var command = OauthClientDtos.put(caller.get(), Ids.app(app), putOauthClientDto, expected);
    return shown(putOAuthClient.handle(command));
  }

  @Override
  public RestResponse<OauthClientDto> registerOauthClient(
      String app,
      RegisterOauthClientDto registerOauthClientDto,
      String workspace,
      String idempotencyKey) {
    var command = OauthClientDtos.register(caller.get(), Ids.app(app), registerOauthClientDto);
    ClientView view = registerOAuthClient.handle(command);
    return Answers.created(OauthClientDtos.of(view));
  }

  @Override
  public RestResponse<Void> deleteOauthClient(String app, String workspace, String ifMatch) {
    deleteOAuthClient.handle(
        new DeleteOAuthClient.Command(caller.get(), Ids.app(app), Conditions.of(ifMatch)));
    return RestResponse.noContent();
  }
}
