package org.connectedaccounts.bootstrap.journey;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.util.Map;
import org.connectedaccounts.testing.TokenLedger.Kind;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * C1 where no backend vouches for the user: in a browser-bound workspace only the browser that
 * opened the link completes, and only on its page.
 */
@QuarkusTest
@TestProfile(JourneyProfile.class)
class BoundAttacksTest {

  private Journey journey;
  private String app;

  @BeforeEach
  void open() {
    journey = Journey.browserBound();
    app = journey.putOauthApp();
  }

  @AfterEach
  void nothingWasConnected() {
    assertThat(journey.accounts()).isEmpty();
    assertThat(journey.provider().ledger().presented(Kind.CODE)).isEmpty();
    journey.close();
  }

  private ConnectFlow of(String user) {
    return journey.open(app, Map.of("external_user_id", user));
  }

  @ParameterizedTest
  @ValueSource(strings = {"no cookie", "empty", "guessed", "of another session", "the ticket"})
  void c1BrowserThatDidNotOpenTheLinkDoesNotComplete(String kind) {
    ConnectFlow attack = of("mallory");
    SessionPage mallorys = SessionPage.open(attack);
    String cookie =
        switch (kind) {
          case "of another session" -> SessionPage.open(of("ann")).cookie();
          case "the ticket" -> attack.ticket();
          case "guessed" -> "cpt_" + "A".repeat(36);
          default -> "";
        };
    String name = kind.equals("no cookie") ? "other" : SessionPage.cookieName(attack.id());

    String location = SessionPage.comesBack(mallorys.consent(), name, cookie);

    assertThat(location).startsWith(Journey.RETURN_URL + "?").contains("handle=");
    assertThat(attack.status()).isEqualTo("awaiting_completion");
  }

  @Test
  void c1WhatWasBegunThroughTheApiDoesNotComplete() {
    ConnectFlow attack = of("mallory");
    SessionPage page = SessionPage.open(attack);

    assertThat(page.comesBack(attack.consent())).contains("&handle=");
    assertThat(attack.status()).isEqualTo("awaiting_completion");
  }
}
