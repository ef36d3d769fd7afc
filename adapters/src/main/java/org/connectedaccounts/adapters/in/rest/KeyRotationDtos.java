package org.connectedaccounts.adapters.in.rest;

import org.connectedaccounts.adapters.in.rest.api.KeyRotationDto;
import org.connectedaccounts.adapters.in.rest.api.KeyRotationPageDto;
import org.connectedaccounts.adapters.in.rest.api.StartKeyRotationDto;
import org.connectedaccounts.application.port.Page;
import org.connectedaccounts.domain.Refusal;
import org.connectedaccounts.domain.key.KeyRotation;
import org.connectedaccounts.domain.key.KeyRotation.Keys;
import org.jspecify.annotations.Nullable;

final class KeyRotationDtos {

  private KeyRotationDtos() {}

  /** Key-encryption keys, where nothing is said. */
  static Keys keys(@Nullable StartKeyRotationDto dto) {
    String text = dto == null ? null : Texts.orNull(dto.getKeys());
    return text == null
        ? Keys.KEY_ENCRYPTION_KEYS
        : Keys.parse(text)
            .orElseThrow(
                () -> Refusal.invalid("/keys", "must be key_encryption_keys or data_keys"));
  }

  static KeyRotationPageDto page(Page<KeyRotation> page, Cursors cursors) {
    return new KeyRotationPageDto()
        .data(page.items().stream().map(KeyRotationDtos::of).toList())
        .nextCursor(cursors.write(page));
  }

  static KeyRotationDto of(KeyRotation rotation) {
    return new KeyRotationDto()
        .id(rotation.id().text())
        .keys(rotation.keys().text())
        .state(rotation.finishedAt() == null ? "running" : "done")
        .total(rotation.total())
        .done(rotation.done())
        .failed(rotation.failed())
        .rate(rotation.rate())
        .startedAt(rotation.startedAt())
        .finishedAt(rotation.finishedAt());
  }
}
