package org.connectedaccounts.adapters.in.rest;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import java.net.URI;
import org.connectedaccounts.adapters.in.rest.api.KeyRotationDto;
import org.connectedaccounts.adapters.in.rest.api.KeyRotationPageDto;
import org.connectedaccounts.adapters.in.rest.api.KeyRotationsApi;
import org.connectedaccounts.adapters.in.rest.api.StartKeyRotationDto;
import org.connectedaccounts.application.key.GetKeyRotation;
import org.connectedaccounts.application.key.ListKeyRotations;
import org.connectedaccounts.application.key.StartKeyRotation;
import org.jboss.resteasy.reactive.RestResponse;

@RunOnVirtualThread
class KeyRotationsResource implements KeyRotationsApi {

  @Inject StartKeyRotation startKeyRotation;
  @Inject GetKeyRotation getKeyRotation;
  @Inject ListKeyRotations listKeyRotations;
  @Inject CurrentCaller caller;

  @Override
  public RestResponse<KeyRotationDto> startKeyRotation(
      String idempotencyKey, StartKeyRotationDto dto) {
    var command = new StartKeyRotation.Command(caller.get(), KeyRotationDtos.keys(dto));
    KeyRotationDto begun = KeyRotationDtos.of(startKeyRotation.handle(command));
    return Answers.accepted(begun, URI.create("/v1/key-rotations/" + begun.getId()));
  }

  @Override
  public RestResponse<KeyRotationPageDto> listKeyRotations(Integer limit, String cursor) {
    var cursors = Cursors.of("key rotations");
    var command = new ListKeyRotations.Command(caller.get(), cursors.read(cursor, limit));
    return RestResponse.ok(KeyRotationDtos.page(listKeyRotations.handle(command), cursors));
  }

  @Override
  public RestResponse<KeyRotationDto> getKeyRotation(String rotationId) {
    var command = new GetKeyRotation.Command(caller.get(), Ids.keyRotation(rotationId));
    return RestResponse.ok(KeyRotationDtos.of(getKeyRotation.handle(command)));
  }
}
