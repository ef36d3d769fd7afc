package org.connectedaccounts.application.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.connectedaccounts.testing.Refusals.assertInvalid;
import static org.connectedaccounts.testing.Refusals.assertRefused;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.connectedaccounts.application.port.AuthorizationServer.Refused;
import org.connectedaccounts.application.port.ConnectedAccounts.Filter;
import org.connectedaccounts.application.port.PageRequest;
import org.connectedaccounts.application.port.ProviderApi.Verdict;
import org.connectedaccounts.domain.Refusal.Code;
import org.connectedaccounts.domain.Refusal.Evidence;
import org.connectedaccounts.domain.Refusal.Fault;
import org.connectedaccounts.domain.Secret;
import org.connectedaccounts.domain.account.Binding;
import org.connectedaccounts.testing.AppSketch;
import org.connectedaccounts.testing.Stage;
import org.connectedaccounts.testing.Stage.Opened;
import org.junit.jupiter.api.Test;

class SubmitCredentialsTest {

  private static final Map<String, String> KEY = Map.of("mail_key", "SG.secret");

  private final Stage stage = new Stage();
  private final Opened session = stage.open("ann");

  private void assertNothingSaved() {
    assertThat(
            stage
                .stores
                .accounts
                .list(stage.workspace, Filter.ALL, new PageRequest(null, 10))
                .items())
        .isEmpty();
  }

  @Test
  void handleThenTheHandleIsInTheAnswerAndNothingIsSavedYet() {
    var view = stage.type(session, "mail", KEY);
    assertThat(view.status()).isEqualTo("awaiting_completion");
    assertThat(view.handle()).isNotNull();
    assertThat(view.toString()).doesNotContain("SG.secret");
    assertThat(stage.look(session).handle()).isNull();
    assertNothingSaved();
  }

  @Test
  void handleWhenCompletedThenTheAccountGivesTheKey() {
    var handle = Objects.requireNonNull(stage.type(session, "mail", KEY).handle());
    var account = stage.complete(session, handle).view().account();
    assertThat(account.origin().verified()).isTrue();
    assertThat(account.origin().client()).isNull();
    assertThat(account.origin().binding()).isEqualTo(Binding.USER_VERIFIED);
    assertThat(Stage.value(stage.vend(account.id()), "mail_key")).isEqualTo("SG.secret");
    assertThat(stage.vend(account.id()).expiresAt()).isNull();
  }

  @Test
  void handleWhenUserIsAnotherAtCompletionThenNothingIsSaved() {
    var handle = Objects.requireNonNull(stage.type(session, "mail", KEY).handle());
    var foreign = new Opened(session.id(), session.holder(), "mallory");
    assertRefused(Code.USER_MISMATCH, () -> stage.complete(foreign, handle));
    assertNothingSaved();
  }

  @Test
  void handleWhenTheAppRejectsThenSaysWhichFieldsAndNothingIsKept() {
    stage.provider.verdict(Verdict.REJECTED);
    var refusal = assertRefused(Code.CREDENTIALS_REJECTED, () -> stage.type(session, "mail", KEY));
    assertThat(refusal.evidence())
        .isEqualTo(
            new Evidence.Faults(
                List.of(new Fault("/fields/mail_key", "was not accepted by the app"))));
    assertThat(stage.look(session).status()).isEqualTo("pending");
    stage.provider.verdict(Verdict.ACCEPTED);
    assertThat(stage.type(session, "mail", KEY).handle()).isNotNull();
  }

  @Test
  void handleWhenTheAppCannotBeAskedThenTryAgainLater() {
    stage.provider.verdict(Verdict.UNREACHABLE);
    assertRefused(Code.VERIFICATION_UNAVAILABLE, () -> stage.type(session, "mail", KEY));
    stage.provider.verdict(Verdict.DESTINATION_REFUSED);
    assertRefused(Code.DESTINATION_REFUSED, () -> stage.type(session, "mail", KEY));
  }

  @Test
  void handleWhenTheAppHasNoProbeThenNeverAFakeSuccess() {
    stage.provider.verdict(Verdict.NO_PROBE);
    var handle = Objects.requireNonNull(stage.type(session, "mail", KEY).handle());
    assertThat(stage.complete(session, handle).view().account().origin().verified()).isFalse();
  }

  @Test
  void handleWhenFieldsAreWrongThenSaysWhichAndAsksNobody() {
    assertInvalid(() -> stage.type(session, "mail", Map.of()), "/fields/mail_key");
    assertInvalid(
        () -> stage.type(session, "mail", Map.of("mail_key", "k", "more", "x")), "/fields/more");
    assertThat(stage.provider.calls()).isEmpty();
  }

  @Test
  void handleWhenTheAppNeedsConsentThenRefuses() {
    assertInvalid(() -> stage.type(session, "chat", Map.of()), "/auth");
  }

  @Test
  void handleWhenAppIsNotAllowedThenRefuses() {
    var narrow = stage.open(Stage.request("ann", "chat"));
    assertRefused(Code.APP_NOT_ALLOWED, () -> stage.type(narrow, "mail", KEY));
  }

  @Test
  void handleWhenTypedAgainThenTheFormerHandleIsWorthless() {
    var first = Objects.requireNonNull(stage.type(session, "mail", KEY).handle());
    var second =
        Objects.requireNonNull(stage.type(session, "mail", Map.of("mail_key", "other")).handle());
    assertRefused(Code.HANDLE_INVALID, () -> stage.complete(session, first));
    var account = stage.complete(session, second).view().account().id();
    assertThat(Stage.value(stage.vend(account), "mail_key")).isEqualTo("other");
  }

  @Test
  void handleWhenFiveMinutesWentByThenTheHandleIsWorthless() {
    var handle = Objects.requireNonNull(stage.type(session, "mail", KEY).handle());
    stage.later(Duration.ofMinutes(5));
    assertRefused(Code.HANDLE_INVALID, () -> stage.complete(session, handle));
  }

  @Test
  void handleWhenKeysAreAClientThenItsTokenProvesThem() {
    var handle = payHandle();
    var account = stage.complete(session, handle).view().account();
    assertThat(stage.server.said()).containsExactly("client c-1");
    assertThat(account.origin().verified()).isTrue();
    assertThat(account.scopes().granted()).containsExactly("read", "write");
    assertThat(stage.token(account.id())).isEqualTo("access-1");
    assertThat(stage.vend(account.id()).auths()).doesNotContainKey("client_secret");
  }

  @Test
  void handleWhenTheClientIsRefusedThenRejected() {
    stage.server.answer(new Refused(401, "invalid_client", null));
    assertRefused(Code.CREDENTIALS_REJECTED, this::payHandle);
  }

  private Secret payHandle() {
    stage.stores.apps.offer(AppSketch.clientCredentials("pay").define());
    var fields = Map.of("client_id", "c-1", "client_secret", "s");
    return Objects.requireNonNull(stage.type(session, "pay", fields).handle());
  }
}
