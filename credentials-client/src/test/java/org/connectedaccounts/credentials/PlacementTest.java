package org.connectedaccounts.credentials;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PlacementTest {

  private static final Credential CREDENTIAL =
      new Credential(
          "acc_one",
          "custom",
          Map.of(
              "oauth_access_token", "t0ken", "user", "ada", "password", "pässword", "bad", "a\nb"),
          1,
          null,
          List.of());

  @Test
  void placementsThenTheHeadersThatAppsWant() {
    assertThat(placed(Placement.bearer())).isEqualTo(Map.of("Authorization", "Bearer t0ken"));
    assertThat(placed(Placement.bearer("user"))).isEqualTo(Map.of("Authorization", "Bearer ada"));
    assertThat(placed(Placement.header("X-Api-Key", "user"))).isEqualTo(Map.of("X-Api-Key", "ada"));
    assertThat(placed(Placement.basic("user", "password")))
        .isEqualTo(Map.of("Authorization", "Basic YWRhOnDDpHNzd29yZA=="));
  }

  @Test
  void valueWhenThereIsNoneThenItSaysWhichThereAre() {
    assertThatThrownBy(() -> placed(Placement.bearer("token")))
        .isInstanceOfSatisfying(
            CredentialException.class, why -> assertThat(why.code()).isEqualTo("value_missing"))
        .hasMessageContaining("oauth_access_token")
        .hasMessageNotContaining("t0ken");
  }

  @Test
  void valueWhenItFitsNoHeaderThenNotSentNorRepeated() {
    assertThatThrownBy(() -> placed(Placement.header("X-Api-Key", "bad")))
        .isInstanceOfSatisfying(
            CredentialException.class, why -> assertThat(why.code()).isEqualTo("value_unusable"))
        .hasMessageNotContaining("a\nb");
  }

  @Test
  void textOfACredentialThenNamesOnly() {
    assertThat(CREDENTIAL.toString())
        .contains("acc_one", "password")
        .doesNotContain("t0ken", "pässword");
  }

  private static Map<String, String> placed(Placement placement) {
    Map<String, String> headers = new HashMap<>();
    placement.place(CREDENTIAL, headers::put);
    return headers;
  }
}
