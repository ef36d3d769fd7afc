package org.connectedaccounts.adapters.out.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.ConnectException;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class OutagesTest {

  @Test
  void testWhenConnectionOrPoolFailsThenOutageAndNothingElseIs() {
    assertThat(isOutage(new SQLException("acquisition timeout"))).isTrue();
    assertThat(isOutage(new SQLException("gone", "08006"))).isTrue();
    assertThat(isOutage(new SQLException("shutting down", "57P01"))).isTrue();
    assertThat(isOutage(new SQLException("too many", "53300"))).isTrue();
    assertThat(isOutage(new ConnectException("refused"))).isTrue();
    assertThat(isOutage(new SQLException("duplicate key", "23505"))).isFalse();
    assertThat(isOutage(new IllegalStateException("bug"))).isFalse();
  }

  private static boolean isOutage(Exception cause) {
    return new Outages().test(new IllegalStateException(new IllegalStateException(cause)));
  }
}
