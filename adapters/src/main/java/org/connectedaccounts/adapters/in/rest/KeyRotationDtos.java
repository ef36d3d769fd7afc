package org.connectedaccounts.adapters.in.rest;

import org.connectedaccounts.adapters.in.rest.api.KeyRotationDto;
import org.connectedaccounts.domain.key.KeyRotation;

final class KeyRotationDtos {

  private KeyRotationDtos() {}

  static KeyRotationDto of(KeyRotation rotation) {
    return new KeyRotationDto()
        .id(rotation.id().text())
        .state(rotation.finishedAt() == null ? "running" : "done")
        .total(rotation.total())
        .done(rotation.done())
        .failed(rotation.failed())
        .rate(rotation.rate())
        .startedAt(rotation.startedAt())
        .finishedAt(rotation.finishedAt());
  }
}
