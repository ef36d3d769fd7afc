package org.connectedaccounts.adapters.out.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What people are asked for: it is kept as secret as it is, and goes where the app wants it. */
class AskedFieldsTest {

  private static final Pattern SECRET_BY_NAME =
      Pattern.compile("(^|_)(api_?key|key|token|secret|password|passphrase|pat|credentials?)$");
  private static final Pattern SECRET_BY_LABEL =
      Pattern.compile("\\b(key|token|secret|password|passphrase)$", Pattern.CASE_INSENSITIVE);

  /** Names of something, beside which a secret is asked for. */
  private static final Map<String, String> PUBLIC =
      Map.of(
          "docusign/jwt: integration_key", "the client's id; the private key is the secret",
          "generatebanners/login: username", "the public half of a pair",
          "launchdarkly/api_key: project_key", "the name of a project",
          "mailjet/login: username", "the public half of a pair",
          "salesforce/jwt: consumer_key", "the client's id; the private key is the secret",
          "scenario/login: username", "the public half of a pair",
          "snowflake/key_pair: public_key_fingerprint", "of a public key",
          "trello/token: key", "names the Power-Up; the token is the secret");

  @Test
  void fieldsThatSoundSecretThenTheyAre() {
    assertThat(
            WrittenMethods.found(
                (app, method) ->
                    fields(method)
                        .filter(field -> !field.path("secret").asBoolean(true))
                        .filter(AskedFieldsTest::soundsSecret)
                        .map(field -> field.path("name").asText())))
        .containsExactlyInAnyOrderElementsOf(PUBLIC.keySet());
  }

  private static boolean soundsSecret(JsonNode field) {
    return SECRET_BY_NAME.matcher(field.path("name").asText()).find()
        || SECRET_BY_LABEL.matcher(field.path("label").asText()).find();
  }

  /** Part of what steps ask for, not of how they show themselves. */
  private static final Map<String, String> FOR_STEPS =
      Map.ofEntries(
          Map.entry("google_search/api_key: app_id", "which search engine is asked"),
          Map.entry("infisical/api_key: secret_name", "which secret is read"),
          Map.entry("launchdarkly/api_key: project_key", "which project is read"),
          Map.entry("messagebird/credentials: channel_id", "which channel sends"),
          Map.entry("quiver/api_key: model", "which model draws"),
          Map.entry("retune/api_key: chat_id", "which chat is talked to"),
          Map.entry("roe_ai/api_key: organization_id", "whose agents run"),
          Map.entry("talkable/api_key: site", "which site is meant"),
          Map.entry("whatsapp/access_token: business_account_id", "whose templates are listed"));

  /** A method that names no credential leaves all of its fields to steps: so do databases. */
  @Test
  void fieldsThatAreRequiredThenTheyAreSentOrStepsNeedThem() {
    assertThat(
            WrittenMethods.found(
                (app, method) ->
                    method.at("/api/credentials").isEmpty() || method.has("extensions")
                        ? Stream.of()
                        : fields(method)
                            .filter(field -> field.path("required").asBoolean(true))
                            .map(field -> field.path("name").asText())
                            .filter(name -> !isSent(method, name))))
        .containsExactlyInAnyOrderElementsOf(FOR_STEPS.keySet());
  }

  private static boolean isSent(JsonNode method, String field) {
    boolean ofTheClient =
        method.path("type").asText().equals("client_credentials")
            && (field.equals("client_id") || field.equals("client_secret"));
    return ofTheClient
        || method.at("/assertion/key").asText().equals(field)
        || WrittenMethods.uses(method, "input." + field)
        || WrittenMethods.uses(method, "secret." + field);
  }

  private static Stream<JsonNode> fields(JsonNode method) {
    return method.path("fields").valueStream();
  }
}
