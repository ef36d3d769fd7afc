package org.connectedaccounts.adapters.out.postgres;

import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.UUID;
import org.connectedaccounts.application.port.FingerprintKeys;
import org.connectedaccounts.application.port.Fingerprints.Purpose;
import org.connectedaccounts.domain.credential.Sealed;

@Singleton
class JdbcFingerprintKeys implements FingerprintKeys {

  private static final String FIND =
      "select sealed, data_key from fingerprint_key where purpose = ?";

  private static final String ADD_FIRST =
      """
      insert into fingerprint_key (purpose, sealed, data_key) values (?, ?, ?)
      on conflict (purpose) do nothing
      """;

  private final Jdbc jdbc;

  JdbcFingerprintKeys(Jdbc jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public Optional<Sealed> find(Purpose purpose) {
    return jdbc
        .query(
            FIND,
            statement -> new Parameters(statement).text(purpose.name()),
            row -> new Sealed(row.getObject("data_key", UUID.class), row.getBytes("sealed")))
        .stream()
        .findFirst();
  }

  @Override
  public void addFirst(Purpose purpose, Sealed key) {
    jdbc.update(
        ADD_FIRST,
        statement ->
            new Parameters(statement)
                .text(purpose.name())
                .bytes(key.ciphertext())
                .id(key.dataKey()));
  }
}
