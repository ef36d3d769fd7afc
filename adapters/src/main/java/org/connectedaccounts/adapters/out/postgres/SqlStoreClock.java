package org.connectedaccounts.adapters.out.postgres;

import jakarta.inject.Singleton;
import java.time.Instant;
import org.connectedaccounts.application.port.StoreClock;

@Singleton
final class SqlStoreClock implements StoreClock {

  private final Jdbc jdbc;

  SqlStoreClock(Jdbc jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public Instant now() {
    return jdbc.query(
            "select clock_timestamp()", _ -> {}, row -> Jdbc.instant(row, "clock_timestamp"))
        .getFirst();
  }
}
