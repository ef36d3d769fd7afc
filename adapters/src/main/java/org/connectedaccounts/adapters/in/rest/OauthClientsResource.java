package org.connectedaccounts.adapters.in.rest;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import org.connectedaccounts.adapters.in.rest.api.OauthClientDto;
import org.connectedaccounts.adapters.in.rest.api.OauthClientPageDto;
import org.connectedaccounts.adapters.in.rest.api.OauthClientsApi;
import org.connectedaccounts.adapters.in.rest.api.PutOauthClientDto;
import org.connectedaccounts.application.client.DeleteOAuthClient;
import org.connectedaccounts.application.client.GetOAuthClient;
import org.connectedaccounts.application.client.ListOAuthClients;
import org.connectedaccounts.application.client.PutOAuthClient;
import org.jboss.resteasy.reactive.RestResponse;

@RunOnVirtualThread
class OauthClientsResource implements OauthClientsApi {

  @Inject ListOAuthClients listOAuthClients;
  @Inject GetOAuthClient getOAuthClient;
  @Inject PutOAuthClient putOAuthClient;
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
    return RestResponse.ok(OauthClientDtos.of(getOAuthClient.handle(command)));
  }

  @Override
  public RestResponse<OauthClientDto> putOauthClient(
      String app, PutOauthClientDto putOauthClientDto, String workspace) {
    var command = OauthClientDtos.put(caller.get(), Ids.app(app), putOauthClientDto);
    return RestResponse.ok(OauthClientDtos.of(putOAuthClient.handle(command)));
  }

  @Override
  public RestResponse<Void> deleteOauthClient(String app, String workspace) {
    deleteOAuthClient.handle(new DeleteOAuthClient.Command(caller.get(), Ids.app(app)));
    return RestResponse.noContent();
  }
}
