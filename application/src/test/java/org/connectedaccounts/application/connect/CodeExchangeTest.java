package org.connectedaccounts.application.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.connectedaccounts.testing.Refusals.assertRefused;

import java.time.Duration;
import org.connectedaccounts.application.client.DeleteOAuthClient;
import org.connectedaccounts.application.port.AuthorizationServer.NotSent;
import org.connectedaccounts.application.port.AuthorizationServer.Refused;
import org.connectedaccounts.application.port.AuthorizationServer.Throttled;
import org.connectedaccounts.application.port.AuthorizationServer.Unknown;
import org.connectedaccounts.application.port.ConnectedAccounts.Filter;
import org.connectedaccounts.application.port.Egress.Cause;
import org.connectedaccounts.application.port.PageRequest;
import org.connectedaccounts.domain.Refusal.Code;
import org.connectedaccounts.domain.Refusal.Evidence.RetryAfter;
import org.connectedaccounts.domain.Secret;
import org.connectedaccounts.domain.app.AppSlug;
import org.connectedaccounts.domain.client.OAuthClient;
import org.connectedaccounts.domain.connect.SessionProgress.Failed;
import org.connectedaccounts.domain.workspace.WorkspaceId;
import org.connectedaccounts.testing.Stage;
import org.connectedaccounts.testing.Stage.Opened;
import org.junit.jupiter.api.Test;

/** What a completion makes of what the provider answers to the code. */
class CodeExchangeTest {

  private final Stage stage = new Stage();
  private final Opened session = stage.open("ann");

  private void assertFailed(Code code) {
    assertThat(stage.look(session).session().progress())
        .isInstanceOfSatisfying(Failed.class, failed -> assertThat(failed.code()).isEqualTo(code));
    assertThat(
            stage
                .stores
                .accounts
                .list(stage.workspace, Filter.ALL, new PageRequest(null, 200))
                .items())
        .isEmpty();
  }

  private OAuthClient client() {
    return stage
        .stores
        .clients
        .findCurrent(WorkspaceId.OPERATOR, new AppSlug("chat"))
        .orElseThrow();
  }

  @Test
  void handleWhenCodeDiedThenSaysSoAndAuthorizeStartsAgain() {
    Secret handle = stage.consent(session, "chat");
    stage.server.answer(new Refused(400, "invalid_grant", "Code not valid"));
    assertRefused(Code.AUTHORIZATION_CODE_EXPIRED, () -> stage.complete(session, handle));
    assertFailed(Code.AUTHORIZATION_CODE_EXPIRED);
    assertThat(stage.complete(session, stage.consent(session, "chat")).created()).isTrue();
  }

  @Test
  void handleWhenOurClientIsRefusedThenTheClientIsMarkedUntilItWorksAgain() {
    Secret handle = stage.consent(session, "chat");
    stage.server.answer(new Refused(401, "invalid_client", null));
    assertRefused(Code.TOKEN_REJECTED, () -> stage.complete(session, handle));
    assertFailed(Code.TOKEN_REJECTED);
    assertThat(client().health().state()).isEqualTo(OAuthClient.State.BROKEN);
    stage.complete(session, stage.consent(session, "chat"));
    assertThat(client().health()).isEqualTo(OAuthClient.Health.ACTIVE);
  }

  @Test
  void handleWhenNothingWasSentThenTheSameHandleWorksAgain() {
    Secret handle = stage.consent(session, "chat");
    stage.server.answer(new NotSent(Cause.CONNECT_FAILED));
    assertRefused(Code.PROVIDER_UNAVAILABLE, () -> stage.complete(session, handle));
    stage.server.answer(new Throttled(Duration.ofSeconds(7)));
    var refusal = assertRefused(Code.PROVIDER_UNAVAILABLE, () -> stage.complete(session, handle));
    assertThat(refusal.evidence()).isEqualTo(new RetryAfter(Duration.ofSeconds(7)));
    assertThat(stage.complete(session, handle).created()).isTrue();
  }

  @Test
  void handleWhenTheDestinationIsRefusedThenTheAttemptIsOver() {
    Secret handle = stage.consent(session, "chat");
    stage.server.answer(new NotSent(Cause.DESTINATION_REFUSED));
    assertRefused(Code.DESTINATION_REFUSED, () -> stage.complete(session, handle));
    assertFailed(Code.DESTINATION_REFUSED);
  }

  @Test
  void handleWhenTheAnswerIsLostThenTheCodeIsNotSentAgain() {
    Secret handle = stage.consent(session, "chat");
    stage.server.answer(new Unknown(null, "reset"));
    assertRefused(Code.PROVIDER_TIMEOUT, () -> stage.complete(session, handle));
    assertFailed(Code.PROVIDER_TIMEOUT);
    assertRefused(Code.SESSION_STATE, () -> stage.complete(session, handle));
    assertThat(stage.server.calls()).hasSize(1);
  }

  @Test
  void handleWhenTheClientIsGoneThenTheAttemptIsOver() {
    Secret handle = stage.consent(session, "chat");
    stage.use.deleteClient.handle(
        new DeleteOAuthClient.Command(stage.operator, new AppSlug("chat")));
    assertRefused(Code.APP_NOT_CONNECTABLE, () -> stage.complete(session, handle));
    assertFailed(Code.APP_NOT_CONNECTABLE);
  }

  @Test
  void handleWhenTheClientWasReplacedThenTheCodeGoesWithTheOneThatAskedForIt() {
    Secret handle = stage.consent(session, "chat");
    stage.putClient(stage.operator, "chat", "newer");
    stage.complete(session, handle);
    assertThat(stage.server.last().endpoint().client().clientId()).isEqualTo("operators-chat");
  }
}
