package org.connectedaccounts.bootstrap.journey;

import static org.assertj.core.api.Assertions.assertThat;

import io.agroal.api.AgroalDataSource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The database's password is changed there and in Vault while credentials are read. */
@Tag("vault")
@QuarkusTest
@TestProfile(StaticPasswordProfile.class)
class StaticPasswordTest {

  private static final Duration BETWEEN = Duration.ofSeconds(3);
  private static final int CHANGES = 5;

  @Inject AgroalDataSource database;

  @BeforeEach
  void requireVault() {
    VaultTestResource.require();
  }

  /**
   * A connection that is made between the two steps is refused; as short as that is, it may meet a
   * read or two.
   */
  @Test
  void readWhileThePasswordIsChangedThenGoesOn() throws Exception {
    try (var journey = new Journey()) {
      String account = journey.connected();
      var reads = new SteadyReads(journey, account);
      try (reads) {
        for (int n = 0; n < CHANGES; n++) {
          Thread.sleep(BETWEEN);
          DatabasePasswordInVault.changePassword();
        }
        Thread.sleep(BETWEEN);
      }
      assertThat(reads.failures())
          .as("of %s", reads.count())
          .hasSizeLessThanOrEqualTo(CHANGES)
          .allMatch(failure -> failure.startsWith("503"));
      assertThat(reads.count()).isGreaterThan(200);
      assertThat(
              new Sql(database)
                  .value(
                      "select count(*) > 0 from pg_stat_activity where usename = current_user and"
                          + " backend_start > now() - interval '3 seconds'"))
          .as("new connections were made with the last one")
          .isEqualTo("t");
    }
  }
}
