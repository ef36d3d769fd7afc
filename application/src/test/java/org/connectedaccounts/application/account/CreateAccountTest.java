package org.connectedaccounts.application.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.connectedaccounts.testing.Refusals.assertInvalid;
import static org.connectedaccounts.testing.Refusals.assertRefused;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.connectedaccounts.application.account.CreateAccount.Command;
import org.connectedaccounts.application.account.CreateAccount.ImportedTokens;
import org.connectedaccounts.application.port.ConnectedAccounts;
import org.connectedaccounts.application.port.ConnectedAccounts.Filter;
import org.connectedaccounts.application.port.PageRequest;
import org.connectedaccounts.application.port.ProviderApi.Verdict;
import org.connectedaccounts.domain.Refusal.Code;
import org.connectedaccounts.domain.Secret;
import org.connectedaccounts.domain.account.Binding;
import org.connectedaccounts.domain.account.ConnectedAccount;
import org.connectedaccounts.domain.account.Identity;
import org.connectedaccounts.domain.account.Owner;
import org.connectedaccounts.domain.app.AppSlug;
import org.connectedaccounts.testing.AppSketch;
import org.connectedaccounts.testing.Stage;
import org.connectedaccounts.testing.StageUseCases;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CreateAccountTest {

  private static final Owner ANN = new Owner("ann", false);
  private static final Map<String, String> KEY = Map.of("mail_key", "SG.secret");

  private final Stage stage = new Stage();

  private static UnaryOperator<Command> importing(
      @Nullable String access, @Nullable String refresh, @Nullable Instant expiresAt) {
    var tokens =
        new ImportedTokens(
            access == null ? null : Secret.of(access),
            refresh == null ? null : Secret.of(refresh),
            expiresAt,
            List.of("read"));
    return plain ->
        new Command(
            plain.caller(),
            plain.app(),
            plain.auth(),
            plain.fields(),
            tokens,
            plain.owner(),
            plain.labels(),
            plain.verify());
  }

  private static Command unverified(Command plain) {
    return new Command(
        plain.caller(),
        plain.app(),
        plain.auth(),
        plain.fields(),
        plain.tokens(),
        plain.owner(),
        plain.labels(),
        false);
  }

  private CreateAccount.Outcome create(
      UnaryOperator<Command> change, String app, Map<String, String> fields) {
    return stage.create(change, app, fields, ANN);
  }

  private ConnectedAccount imported(UnaryOperator<Command> change) {
    return create(change, "chat", Map.of()).view().account();
  }

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
  void handleThenTheKeyIsCheckedAndTheAccountIsThere() {
    var outcome = create(command -> command, "mail", KEY);
    var account = outcome.view().account();
    assertThat(outcome.created()).isTrue();
    assertThat(stage.provider.calls()).containsExactly("verify mail");
    assertThat(account.origin().verified()).isTrue();
    assertThat(account.origin().binding()).isEqualTo(Binding.TRUSTED_BACKEND);
    assertThat(outcome.toString()).doesNotContain("SG.secret");
    assertThat(Stage.value(stage.vend(account.id()), "mail_key")).isEqualTo("SG.secret");
  }

  @Test
  void handleWhenTheAppRejectsThenNothingIsSaved() {
    stage.provider.verdict(Verdict.REJECTED);
    assertRefused(Code.CREDENTIALS_REJECTED, () -> create(command -> command, "mail", KEY));
    assertNothingSaved();
  }

  @Test
  void handleWhenTheCallerVouchesThenTheProbeIsOffAndTheAccountSaysSo() {
    stage.provider.verdict(Verdict.REJECTED);
    var account = create(CreateAccountTest::unverified, "mail", KEY).view().account();
    assertThat(account.origin().verified()).isFalse();
    assertThat(stage.provider.calls()).isEmpty();
  }

  @Test
  void handleWhenFieldsAreWrongThenSaysWhich() {
    assertInvalid(() -> create(command -> command, "mail", Map.of()), "/fields/mail_key");
    assertInvalid(() -> create(command -> command, "chat", Map.of()), "/auth");
  }

  @Test
  void handleWhenSameIdentityThenUpdatesThatAccount() {
    stage.stores.apps.offer(AppSketch.key("known").tellsWho().define());
    stage.provider.identity(new Identity("id-1", "One", null));
    var fields = Map.of("known_key", "a");
    var first = create(command -> command, "known", fields);
    var second = create(command -> command, "known", Map.of("known_key", "b"));
    assertThat(second.created()).isFalse();
    assertThat(second.view().account().id()).isEqualTo(first.view().account().id());
    assertThat(Stage.value(stage.vend(first.view().account().id()), "known_key")).isEqualTo("b");
    var bobs = stage.create(command -> command, "known", fields, new Owner("bob", false));
    assertThat(bobs.created()).isTrue();
  }

  @Test
  void handleWhenManyOthersAreFasterThenTriesOn() {
    var losses = new AtomicInteger(20);
    var accounts = stage.stores.accounts;
    var contended =
        (ConnectedAccounts)
            Proxy.newProxyInstance(
                ConnectedAccounts.class.getClassLoader(),
                new Class<?>[] {ConnectedAccounts.class},
                (_, method, values) ->
                    method.getName().equals("add") && losses.getAndDecrement() > 0
                        ? (Object) false
                        : method.invoke(accounts, values));
    var use = new StageUseCases(stage.stores, contended, stage.stores.links);
    var outcome =
        use.createAccount.handle(
            new Command(
                stage.key,
                new AppSlug("mail"),
                null,
                KEY,
                null,
                ANN,
                new Enrolment.Labels(null, Map.of()),
                true));
    assertThat(outcome.created()).isTrue();
  }

  @Test
  void handleWhenTheAppDoesNotSayWhoItIsThenNothingIsSaved() {
    stage.stores.apps.offer(AppSketch.key("known").tellsWho().define());
    var fields = Map.of("known_key", "a");
    stage.provider.tellsNobody(Verdict.UNREACHABLE);
    assertRefused(Code.VERIFICATION_UNAVAILABLE, () -> create(c -> c, "known", fields));
    stage.provider.tellsNobody(Verdict.REJECTED);
    assertRefused(Code.CREDENTIALS_REJECTED, () -> create(c -> c, "known", fields));
    stage.provider.tellsNobody(Verdict.DESTINATION_REFUSED);
    assertRefused(Code.DESTINATION_REFUSED, () -> create(c -> c, "known", fields));
    assertNothingSaved();
  }

  @Test
  void handleWhenImportingARefreshTokenAloneThenTheFirstReadRefreshes() {
    var account = imported(importing(null, "old-refresh", null));
    assertThat(account.origin().verified()).isFalse();
    assertThat(account.origin().client()).isNotNull();
    assertThat(stage.server.calls()).isEmpty();
    assertThat(stage.token(account.id())).isEqualTo("access-1");
    assertThat(stage.server.said()).containsExactly("refresh old-refresh");
  }

  @Test
  void handleWhenImportingALivingTokenThenItIsGivenUntilItEnds() {
    var end = stage.stores.tables.now().plus(Duration.ofHours(1));
    var account = imported(importing("old-access", "old-refresh", end));
    assertThat(account.origin().verified()).isTrue();
    assertThat(account.scopes().granted()).containsExactly("read");
    assertThat(stage.token(account.id())).isEqualTo("old-access");
    stage.later(Duration.ofMinutes(59));
    assertThat(stage.token(account.id())).isEqualTo("access-1");
  }

  @Test
  void handleWhenAnImportedTokenIsRejectedThenNothingIsSaved() {
    stage.provider.verdict(Verdict.REJECTED);
    assertRefused(Code.CREDENTIALS_REJECTED, () -> imported(importing("old-access", null, null)));
    assertNothingSaved();
  }

  @Test
  void handleWhenImportingNoTokenThenRefuses() {
    assertInvalid(() -> imported(importing(null, null, null)), "/tokens");
  }

  @Test
  void handleWhenImportingWithoutAClientThenNotConnectable() {
    stage.stores.apps.offer(AppSketch.oauth("bare").define());
    assertRefused(
        Code.APP_NOT_CONNECTABLE, () -> create(importing("a", "r", null), "bare", Map.of()));
  }

  @Test
  void handleWhenKeysAreAnUncheckedClientThenTheFirstReadGetsAToken() {
    stage.stores.apps.offer(AppSketch.clientCredentials("pay").define());
    var fields = Map.of("client_id", "c-1", "client_secret", "s");
    var account = create(CreateAccountTest::unverified, "pay", fields).view().account();
    assertThat(stage.server.calls()).isEmpty();
    assertThat(stage.token(account.id())).isEqualTo("access-1");
  }

  @Test
  void handleWhenTheDefinitionChangesThenTheAccountKeepsItsNames() {
    var account = create(command -> command, "mail", KEY).view().account();
    stage.stores.apps.offer(AppSketch.key("mail").version("2").field("new_name", true).define());
    assertThat(stage.vend(account.id()).auths()).containsOnlyKeys("mail_key");
  }

  @Test
  void commandThenNeverPrintsWhatWasTyped() {
    var command =
        new Command(
            stage.key,
            new AppSlug("mail"),
            null,
            KEY,
            null,
            ANN,
            new Enrolment.Labels(null, Map.of()),
            true);
    assertThat(command.toString()).doesNotContain("SG.secret");
  }
}
