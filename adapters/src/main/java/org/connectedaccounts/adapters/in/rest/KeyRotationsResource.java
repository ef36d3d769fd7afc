package org.connectedaccounts.adapters.in.rest;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import org.connectedaccounts.adapters.in.rest.api.KeyRotationDto;
import org.connectedaccounts.adapters.in.rest.api.KeyRotationsApi;
import org.connectedaccounts.adapters.in.rest.api.StartKeyRotationDto;
import org.connectedaccounts.application.key.GetKeyRotation;
import org.connectedaccounts.application.key.StartKeyRotation;
import org.jboss.resteasy.reactive.RestResponse;

@RunOnVirtualThread
class KeyRotationsResource implements KeyRotationsApi {

  @Inject StartKeyRotation startKeyRotation;
  @Inject GetKeyRotation getKeyRotation;
  @Inject CurrentCaller caller;

  @Override
  public RestResponse<KeyRotationDto> startKeyRotation(
      String idempotencyKey, StartKeyRotationDto dto) {
    var command = new StartKeyRotation.Command(caller.get(), KeyRotationDtos.keys(dto));
    return RestResponse.accepted(KeyRotationDtos.of(startKeyRotation.handle(command)));
  }

  @Override
  public RestResponse<KeyRotationDto> getKeyRotation(String rotationId) {
    var command = new GetKeyRotation.Command(caller.get(), Ids.keyRotation(rotationId));
    return RestResponse.ok(KeyRotationDtos.of(getKeyRotation.handle(command)));
  }
}
