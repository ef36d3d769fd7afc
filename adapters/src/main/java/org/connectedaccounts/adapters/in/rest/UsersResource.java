package org.connectedaccounts.adapters.in.rest;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import org.connectedaccounts.adapters.in.rest.api.RemovedUserDto;
import org.connectedaccounts.adapters.in.rest.api.UsersApi;
import org.connectedaccounts.application.account.RemoveUser;
import org.jboss.resteasy.reactive.RestResponse;

@RunOnVirtualThread
class UsersResource implements UsersApi {

  @Inject RemoveUser removeUser;
  @Inject CurrentCaller caller;

  @Override
  public RestResponse<RemovedUserDto> deleteUser(String externalUserId, String workspace) {
    var removed = removeUser.handle(new RemoveUser.Command(caller.get(), externalUserId));
    return RestResponse.ok(AccountDtos.removed(externalUserId, removed));
  }
}
