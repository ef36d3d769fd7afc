package org.connectedaccounts.bootstrap.journey;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.connectedaccounts.domain.account.AccountId;
import org.junit.jupiter.api.Test;

/** S6: somebody exchanges rows of the database, so that one user would act as another. */
@QuarkusTest
@TestProfile(JourneyProfile.class)
class SwappedSecretsTest {

  /** Operations alarm on it; see docs/operations.md. */
  private static final Pattern REFUSED =
      Pattern.compile("connected_accounts_sealed_values_refused_total(?:\\{[^}]*})? ([0-9.E]+)");

  @Inject AgroalDataSource database;

  @TestHTTPResource(value = "metrics", management = true)
  URI metrics;

  private double refused() {
    var counted = REFUSED.matcher(given().get(metrics).asString());
    assertThat(counted.find()).as("is there from the start").isTrue();
    return Double.parseDouble(counted.group(1));
  }

  private static String id(String account) {
    return AccountId.parse(account).orElseThrow().value().toString();
  }

  @Test
  void readWhenRowsWereSwappedThenNeitherSecretIsGivenAndEachRefusalIsCounted() throws Exception {
    try (var journey = new Journey()) {
      String app = journey.putOauthApp();
      String adas = journey.open(app).connect();
      String bobs = journey.open(app, Map.of("external_user_id", "bob")).connect();
      var secrets = List.of(journey.accessToken(adas), journey.accessToken(bobs));
      double before = refused();

      new Sql(database)
          .run(
              """
              update credential c set auths = o.auths, auths_key = o.auths_key from credential o
              where c.account_id in ('%1$s', '%2$s') and o.account_id in ('%1$s', '%2$s')
                and o.account_id <> c.account_id
              """
                  .formatted(id(adas), id(bobs)));
      for (String account : List.of(adas, bobs)) {
        var answer = journey.credentials(account);
        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(answer.asString()).doesNotContain(secrets);
      }
      assertThat(refused()).isEqualTo(before + 2);
    }
  }

  /** An account that is there is never called unknown, and its owner can remove it. */
  @Test
  void readWhenTheCurrentCredentialWasMovedOrDeletedThenItIsRefusedAndCounted() throws Exception {
    try (var journey = new Journey()) {
      String app = journey.putOauthApp();
      for (String change :
          List.of(
              "update credential set generation = generation + 1 where account_id = '%s'",
              "delete from credential where account_id = '%s'")) {
        String account = journey.open(app).connect();
        double before = refused();
        new Sql(database).run(change.formatted(id(account)));
        assertThat(journey.credentials(account).statusCode()).as(change).isEqualTo(500);
        assertThat(refused()).as(change).isEqualTo(before + 1);
        assertThat(journey.delete(account).statusCode()).as(change).isEqualTo(200);
        assertThat(journey.credentials(account).statusCode()).as(change).isEqualTo(404);
      }
    }
  }
}
