package org.connectedaccounts.bootstrap.journey;

import static org.assertj.core.api.Assertions.assertThat;

import io.agroal.api.AgroalDataSource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Users of the database that Vault makes come and go while credentials are read. */
@Tag("vault")
@QuarkusTest
@TestProfile(DynamicPasswordProfile.class)
class DynamicPasswordTest {

  private static final int SECONDS = 20;

  /** Empty for a connection that outlives its user; {@code session_user} is an error there. */
  private static final String WHOSE_CONNECTION =
      "select coalesce(usename::text, '') from pg_stat_activity where pid = pg_backend_pid()";

  @Inject AgroalDataSource database;

  @BeforeEach
  void requireVault() {
    VaultTestResource.require();
  }

  @Test
  void readWhileUsersEndThenNoneFails() throws Exception {
    Set<String> users = new HashSet<>();
    try (var journey = new Journey()) {
      String account = journey.connected();
      var reads = new SteadyReads(journey, account);
      try (reads) {
        for (int n = 0; n < SECONDS; n++) {
          Thread.sleep(1000);
          users.add(new Sql(database).value(WHOSE_CONNECTION));
        }
      }
      assertThat(reads.failures()).as("of %s", reads.count()).isEmpty();
      assertThat(reads.count()).isGreaterThan(200);
    }
    users.remove("");
    assertThat(users).as("each lives for six seconds at most").hasSizeGreaterThanOrEqualTo(3);
    assertThat(users).allMatch(user -> user.startsWith("v-"));
    String left = new Sql(database).value("select count(*) from pg_roles where rolname like 'v-%'");
    assertThat(Integer.parseInt(left)).as("the others are gone").isLessThan(users.size());
  }
}
