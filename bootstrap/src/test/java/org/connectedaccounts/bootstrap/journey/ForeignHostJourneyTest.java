package org.connectedaccounts.bootstrap.journey;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.connectedaccounts.bootstrap.openapi.ProblemCheck;
import org.connectedaccounts.testing.Reply;
import org.connectedaccounts.testing.ScriptedProvider;
import org.connectedaccounts.testing.TokenAnswer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A provider that names a host of which the definition does not know. */
@QuarkusTest
@TestProfile(JourneyProfile.class)
class ForeignHostJourneyTest {

  private static final String EVIL = "evil.test";
  private static final Map<String, Object> HOSTS = Map.of("api_host", List.of("*.good.test"));
  private static final Map<String, Object> CAPTURE =
      Map.of("capture", Map.of("api_host", "api_host"));

  private final Logger log =
      Logger.getLogger("org.connectedaccounts.adapters.out.oauth.EgressAuthorizationServer");
  private final Lines lines = new Lines();
  private Journey journey;
  private ScriptedProvider provider;

  /** What the log says. */
  private static final class Lines extends Handler {

    private final List<String> told = new CopyOnWriteArrayList<>();

    @Override
    public void publish(LogRecord entry) {
      told.add(entry.getLevel() + " " + entry.getMessage());
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }

  @BeforeEach
  void open() {
    journey = new Journey();
    provider = journey.provider();
    log.addHandler(lines);
  }

  @AfterEach
  void close() {
    log.removeHandler(lines);
    journey.close();
  }

  @Test
  void completeWhenTheTokenAnswerNamesAForeignHostThenSaysWhichCapture() {
    provider.tokenAnswers(TokenAnswer.standard().with("api_host", EVIL));
    ConnectFlow flow =
        journey.open(
            journey.putWithClient(
                AppDocument.oauth(provider).with("token_response", CAPTURE).with("hosts", HOSTS)));

    Response refused = flow.complete();
    saysSo(refused);
    assertThat(flow.errorCode()).isEqualTo("provider_error");
    assertThat(journey.accounts()).isEmpty();
  }

  @Test
  void exchangeWhenTheTokenAnswerNamesAForeignHostThenNothingIsConnected() {
    provider
        .token()
        .answersAlways(Reply.json(200, Map.of("access_token", "at-secret", "api_host", EVIL)));
    AppDocument app =
        AppDocument.key(provider)
            .with("type", "exchange")
            .with("token_url", provider.uri(ScriptedProvider.TOKEN).toString())
            .with("token_request", Map.of("params", Map.of("key", "${secret.api_key}")))
            .with("token_response", CAPTURE)
            .with("hosts", HOSTS)
            .with(
                "api",
                AppDocument.api(
                    provider,
                    AppDocument.header("Authorization", "Bearer ${secret.oauth_access_token}")));

    saysSo(journey.open(journey.put(app)).submit(Map.of("api_key", "good-key")));
    assertThat(journey.accounts()).isEmpty();
  }

  private void saysSo(Response refused) {
    ProblemCheck.of(refused).hasStatus(422).hasCode("provider_error").doesNotEcho(EVIL);
    assertThat(refused.<String>path("detail")).contains("in the capture api_host");
    assertThat(lines.told).hasSize(1);
    assertThat(lines.told.getFirst())
        .startsWith("WARN")
        .contains("api_host")
        .doesNotContain(EVIL, "at-secret");
  }
}
