package org.connectedaccounts.application.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.connectedaccounts.testing.Refusals.assertInvalid;
import static org.connectedaccounts.testing.Refusals.assertRefused;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.connectedaccounts.application.port.Fingerprints.Purpose;
import org.connectedaccounts.domain.Refusal.Code;
import org.connectedaccounts.domain.account.AccountId;
import org.connectedaccounts.domain.app.AppSlug;
import org.connectedaccounts.domain.connect.SessionRequest;
import org.connectedaccounts.domain.connect.SessionRequest.Kind;
import org.connectedaccounts.domain.workspace.BearerToken;
import org.connectedaccounts.testing.Stage;
import org.connectedaccounts.testing.Stage.Opened;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CreateConnectSessionTest {

  private final Stage stage = new Stage();

  private CreateConnectSession.Created create(SessionRequest request, @Nullable Duration life) {
    return stage.use.createSession.handle(
        new CreateConnectSession.Command(stage.key, request, life));
  }

  private static SessionRequest reconnect(String user, AccountId account, String... apps) {
    var plain = Stage.request(user, apps);
    return new SessionRequest(
        Kind.CONNECT, user, plain.apps(), account, List.of(), false, null, Map.of(), null);
  }

  private static SessionRequest returning(String url) {
    return new SessionRequest(
        Kind.CONNECT, "ann", List.of(), null, List.of(), false, null, Map.of(), url);
  }

  @Test
  void handleThenTokenIsASessionTokenAndOnlyItsFingerprintIsKept() {
    var created = create(Stage.request("ann"), null);
    assertThat(BearerToken.isWellFormed(created.token())).isTrue();
    assertThat(BearerToken.prefixOf(created.token())).isEqualTo(BearerToken.SESSION_PREFIX);
    var fingerprint = stage.stores.fingerprints.of(Purpose.SESSION_TOKEN, created.token());
    assertThat(stage.stores.sessions.findByToken(fingerprint)).isPresent();
    assertThat(created.view().status()).isEqualTo("pending");
  }

  @Test
  void handleWhenNoLifeIsNamedThenHalfAnHour() {
    var session = create(Stage.request("ann"), null).view().session();
    assertThat(Duration.between(session.createdAt(), session.expiresAt()))
        .isEqualTo(Duration.ofMinutes(30));
  }

  @Test
  void handleWhenLifeIsTooShortOrTooLongThenRefuses() {
    assertInvalid(() -> create(Stage.request("ann"), Duration.ofSeconds(59)), "/expires_in");
    assertInvalid(() -> create(Stage.request("ann"), Duration.ofHours(25)), "/expires_in");
  }

  @Test
  void handleWhenNoUserThenOnlyOneThatManagesMayBeTheWorkspaces() {
    assertInvalid(() -> create(Stage.request(null), null), "/external_user_id");
    var manage =
        new SessionRequest(
            Kind.MANAGE, null, List.of(), null, List.of(), false, null, Map.of(), null);
    assertThat(create(manage, null).view().session().request().externalUserId()).isNull();
  }

  @Test
  void handleWhenAppIsUnknownThenSaysWhich() {
    assertInvalid(() -> create(Stage.request("ann", "chat", "nope"), null), "/apps/1");
  }

  @Test
  void handleWhenReturnUrlIsNotRegisteredExactlyThenRefuses() {
    create(returning(Stage.RETURN_URL), null);
    for (String url :
        List.of(
            Stage.RETURN_URL + "/",
            Stage.RETURN_URL + "?a=b",
            "http://acme.example/connected",
            "https://ACME.example/connected",
            "https://acme.example/connected/../evil")) {
      assertInvalid(() -> create(returning(url), null), "/return_url");
    }
  }

  @Test
  void handleWhenReconnectingThenSessionIsForTheAccountsAppAlone() {
    var account = stage.connect("ann", "chat");
    var session = create(reconnect("ann", account), null).view().session();
    assertThat(session.request().apps()).containsExactly(new AppSlug("chat"));
  }

  @Test
  void handleWhenReconnectingAnothersAccountThenUnknown() {
    var account = stage.mail("bob", true);
    assertRefused(Code.ACCOUNT_NOT_FOUND, () -> create(reconnect("ann", account), null));
  }

  @Test
  void handleWhenAccountIsOfAnotherAppThanAllowedThenRefuses() {
    var account = stage.mail("ann", false);
    assertRefused(Code.APP_NOT_ALLOWED, () -> create(reconnect("ann", account, "chat"), null));
  }

  @Test
  void lookWhenExpiredThenSaysSoAndNothingCanBeConnected() {
    Opened session = stage.open("ann");
    stage.later(Duration.ofMinutes(30));
    assertThat(stage.look(session).status()).isEqualTo("expired");
    assertRefused(Code.SESSION_EXPIRED, () -> stage.authorize(session, "chat"));
    assertRefused(Code.SESSION_EXPIRED, () -> stage.type(session, "mail", Map.of("mail_key", "k")));
  }

  @Test
  void lookWhenCompletedBeforeItsEndThenStaysCompleted() {
    Opened session = stage.open("ann");
    stage.complete(session, stage.consent(session, "chat"));
    stage.later(Duration.ofHours(1));
    assertThat(stage.look(session).status()).isEqualTo("completed");
    assertThat(stage.look(session).account()).isNotNull();
  }

  @Test
  void lookWhenSessionTokenIsAnothersThenUnknown() {
    Opened mine = stage.open("ann");
    Opened other = stage.open("bob");
    assertRefused(
        Code.SESSION_NOT_FOUND,
        () ->
            stage.use.getSession.handle(new GetConnectSession.Command(mine.holder(), other.id())));
  }
}
