package org.connectedaccounts.adapters.out.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.connectedaccounts.testing.Refusals.assertRefused;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.connectedaccounts.application.account.RemoveAccount;
import org.connectedaccounts.application.client.PutOAuthClient;
import org.connectedaccounts.application.connect.ReceiveCallback;
import org.connectedaccounts.application.connect.StartAuthorization;
import org.connectedaccounts.application.connect.SubmitCredentials;
import org.connectedaccounts.domain.Refusal;
import org.connectedaccounts.domain.Refusal.Code;
import org.connectedaccounts.domain.Secret;
import org.connectedaccounts.domain.account.AccountId;
import org.connectedaccounts.domain.account.AccountStatus.State;
import org.connectedaccounts.domain.app.AppDefinition;
import org.connectedaccounts.domain.app.AuthMethod;
import org.connectedaccounts.domain.app.AuthName;
import org.connectedaccounts.domain.app.InputField;
import org.connectedaccounts.domain.app.Keys;
import org.connectedaccounts.domain.app.OAuth2;
import org.connectedaccounts.domain.app.TypedGrant;
import org.connectedaccounts.testing.CountingRandomness;
import org.connectedaccounts.testing.Stage;
import org.connectedaccounts.testing.StageStores;
import org.jspecify.annotations.Nullable;

/**
 * One method of an app from the first click to the removal of its account: the use cases and the
 * adapters that serve, stores in memory, and on the other side a provider that behaves as the
 * definition says.
 */
final class Rehearsal {

  private static final Duration LONG = Duration.ofDays(61);

  private final AppDefinition app;
  private final AuthMethod method;
  private final WrittenMethod written;
  private final DefinedProvider provider;
  private final Stage stage;
  private final Map<String, String> fields;
  private final String secret;
  private final Moments moments;

  Rehearsal(AppDefinition app, AuthMethod method, WrittenMethod written) {
    this.app = app;
    this.method = method;
    this.written = written;
    this.secret = SampleFields.clientSecret(written);
    this.provider = new DefinedProvider(written, secret);
    this.moments = new Moments(this::now, new CountingRandomness());
    Duration deadline = Duration.ofSeconds(20);
    this.stage =
        new Stage(
            new StageStores(
                new EgressAuthorizationServer(
                    Extended.egress(provider), OidcOverEgress.of(provider), moments, deadline),
                new EgressProviderApi(Extended.egress(provider), moments, deadline)));
    this.fields = SampleFields.of(method, written);
    stage.stores.apps.offer(app);
  }

  private Instant now() {
    return stage.stores.tables.now();
  }

  /** What was exercised. */
  Set<String> play() {
    know(fields);
    provider.desk().now = stage.stores.tables.now();
    switch (method.scheme()) {
      case OAuth2 oauth -> consentJourney(oauth);
      case TypedGrant grant -> typedJourney(true);
      default -> typedJourney(false);
    }
    new ApiUrls(method, captures()).check(fields);
    return provider.exercised;
  }

  /** What the provider told in the meantime, as the account has it. */
  private Map<String, String> captures() {
    Map<String, String> captures = new LinkedHashMap<>();
    provider.values.forEach(
        (name, value) -> {
          if (name.startsWith("capture.")) {
            captures.put(name.substring("capture.".length()), value);
          }
        });
    if (written.has("choose")) {
      captures.put(written.text("choose/store_as", ""), DefinedProvider.CHOICE);
    }
    return captures;
  }

  private void know(Map<String, String> typed) {
    for (InputField field : method.fields()) {
      String value = typed.get(field.name());
      if (value != null) {
        provider.values.put((field.secret() ? "secret." : "input.") + field.name(), value);
      }
    }
  }

  // --- with consent

  private void consentJourney(OAuth2 oauth) {
    stage.use.putClient.handle(
        new PutOAuthClient.Command(
            stage.operator, app.slug(), DefinedProvider.CLIENT, Secret.of(secret), List.of()));
    provider.failsOnce();
    assertRefused(Code.AUTHORIZATION_CODE_EXPIRED, () -> connect("ann"));
    AccountId account = connect("ann");
    provider.exercised.addAll(new PlayedQuirks(written).ofRequests());
    assertVended(account);
    refresh(oauth, account);
    remove(account);
    if (renews(oauth)) {
      AccountId second = connect("bob");
      provider.refusesGrants();
      stage.later(LONG);
      // A refusal without a reason is asked about once more before it is believed.
      assertThatThrownBy(() -> stage.vend(second)).isInstanceOf(Refusal.class);
      stage.later(LONG);
      assertRefused(Code.ACCOUNT_UNAVAILABLE, () -> stage.vend(second));
      assertThat(stage.account(second).status().state()).isEqualTo(State.REAUTHORIZATION_REQUIRED);
    }
  }

  private static boolean renews(OAuth2 oauth) {
    return oauth.refresh().assumedTtl() == null || oauth.refresh().request().byAccessToken();
  }

  private AccountId connect(String user) {
    provider.values.put("who", user + "-1");
    Stage.Opened session = stage.open(user);
    String url =
        stage
            .use
            .authorize
            .handle(
                new StartAuthorization.Command(
                    session.holder(),
                    session.id(),
                    app.slug(),
                    method.id().value(),
                    fields,
                    List.of()))
            .authorizationUrl();
    Map<String, String> query = provider.consents(url);
    Map<String, List<String>> back = new LinkedHashMap<>();
    back.put(written.text("callback/code", "code"), List.of(DefinedProvider.CODE));
    back.put("state", List.of(Objects.requireNonNull(query.get("state"))));
    written
        .texts("callback/capture")
        .forEach(
            (name, parameter) -> {
              String value = provider.desk().captured(name);
              back.put(parameter, List.of(value));
              provider.exercised.add("callback capture");
            });
    if (written.has("issuer")) {
      back.put("iss", List.of(written.text("issuer", "")));
    }
    ReceiveCallback.Outcome outcome =
        stage.callback(Objects.requireNonNull(query.get("redirect_uri")), back);
    return stage.complete(session, Stage.handleOf(outcome)).view().account().id();
  }

  private void refresh(OAuth2 oauth, AccountId account) {
    if (!renews(oauth)) {
      return;
    }
    String before = token(account);
    stage.later(written.has("refresh/assumed_ttl") ? LONG.minusDays(2) : Duration.ofMinutes(58));
    provider.desk().now = stage.stores.tables.now();
    String renewed = token(account);
    assertThat(renewed).isNotEqualTo(before);
    stage.later(written.has("refresh/assumed_ttl") ? LONG.minusDays(2) : Duration.ofMinutes(58));
    assertThat(token(account)).as("the rotated one works").isNotIn(before, renewed);
    assertThat(provider.exercised).contains("refresh");
    provider.exercised.add(new PlayedQuirks(written).rotation());
    assertInjected(account);
  }

  private void remove(AccountId account) {
    stage.use.removeAccount.handle(new RemoveAccount.Command(stage.key, account, null, false));
    // An account that may share its grant is removed without revoking.
    boolean expected = written.has("revocation") && !written.text("grant", "").equals("shared");
    if (expected) {
      assertThat(provider.exercised).contains("revocation");
    }
  }

  // --- typed

  private void typedJourney(boolean grant) {
    Stage.Opened wrong = stage.open("eve");
    for (Map<String, String> bad : new BadFields(method, written, fields).all()) {
      assertRefused(Code.INVALID_REQUEST, () -> type(wrong, bad));
    }
    Stage.Opened session = stage.open("ann");
    var handle = type(session, fields);
    AccountId account = stage.complete(session, handle).view().account().id();
    assertVended(account);
    provider.exercised.add("fields");
    if (grant) {
      String before = token(account);
      stage.later(LONG);
      provider.desk().now = stage.stores.tables.now();
      if (!written.has("refresh/assumed_ttl") && written.tokens().containsValue("")) {
        return;
      }
      assertThat(token(account)).isNotEqualTo(before);
      provider.exercised.add("asked again");
      assertVended(account);
    }
    boolean tells = !grant || SeenAssertion.isToken(written);
    if (tells && written.has("api/verify")) {
      provider.rejectsCredentials();
      assertRefused(Code.CREDENTIALS_REJECTED, () -> type(stage.open("bob"), fields));
      provider.exercised.add("rejected key");
    }
  }

  private Secret type(Stage.Opened session, Map<String, String> typed) {
    var view =
        stage.use.submit.handle(
            new SubmitCredentials.Command(
                session.holder(), session.id(), app.slug(), method.id().value(), typed));
    return Objects.requireNonNull(view.handle());
  }

  // --- both

  private String token(AccountId account) {
    return Stage.value(stage.vend(account), mainToken());
  }

  private String mainToken() {
    return written.tokens().keySet().iterator().next();
  }

  private @Nullable String given(String name) {
    return Stream.of("secret." + name, "input." + name)
        .map(provider.values::get)
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(captures().get(name));
  }

  /** A step finds the names of the definition, each with what the provider or the person gave. */
  private void assertVended(AccountId account) {
    var vended = stage.vend(account);
    if (SeenAssertion.isToken(written)) {
      provider.desk().signed().takeToken(Stage.value(vended, mainToken()), now());
      provider.exercised.add("signed token");
    }
    for (AuthName name : method.authNames()) {
      assertThat(Stage.value(vended, name.name()))
          .as("auths of a step: " + name.name())
          .isEqualTo(given(name.name()));
    }
    provider.exercised.add("vended");
    if (!(method.scheme() instanceof Keys)) {
      provider.exercised.addAll(new PlayedQuirks(written).ofAnswers());
    }
    assertInjected(account);
  }

  /** Whether there is a probe or not: who calls the app's API has the credential in its places. */
  private void assertInjected(AccountId account) {
    if (InjectedCredentials.areWritten(written)) {
      Map<String, String> known = new LinkedHashMap<>(provider.values);
      captures().forEach((name, value) -> known.put("capture." + name, value));
      var injected = new InjectedCredentials(written, known);
      injected.check(app, method, stage.stores.opened(stage.workspace, account), moments.next());
      provider.exercised.add("credentials in their places");
    }
  }
}
