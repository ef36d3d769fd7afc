package org.connectedaccounts.adapters.out.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What people are asked for: it is kept as secret as it is. */
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

  private static Stream<JsonNode> fields(JsonNode method) {
    return method.path("fields").valueStream();
  }
}
