package org.connectedaccounts.adapters.out.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.connectedaccounts.application.port.InvalidDefinition;
import org.connectedaccounts.application.port.InvalidDefinition.Fault;
import org.connectedaccounts.domain.app.AppDefinition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What nobody may put into the catalogue: each is refused with its place and a reason. */
class BadDefinitionsTest {

  private static final String OAUTH =
      """
      schema: 1
      slug: acme
      name: Acme
      category: crm
      auth:
        - id: oauth
          type: oauth2
          authorization_url: https://acme.example/authorize
          token_url: https://acme.example/token
      """;

  private final DefinitionReader reader = new DefinitionReader();

  private void assertRefused(String document, String pointer, String reason) {
    assertThatThrownBy(() -> reader.read(document))
        .isInstanceOfSatisfying(
            InvalidDefinition.class,
            e ->
                assertThat(e.faults())
                    .anySatisfy(
                        (Fault fault) -> {
                          assertThat(fault.pointer()).isEqualTo(pointer);
                          assertThat(fault.detail()).contains(reason);
                          assertThat(fault.line()).isPositive();
                        }));
  }

  @Test
  void unknownKeyThenRefused() {
    assertRefused(OAUTH + "    token_uri: x\n", "/auth/0/token_uri", "is not known here");
    assertRefused(OAUTH + "    family: google\n", "/auth/0/family", "is not known here");
    assertRefused(
        OAUTH + "    then: {url: \"https://acme.example/t\", token_response: {}}\n",
        "/auth/0/then/token_response",
        "is not known here");
  }

  @Test
  void unknownKeyWhenMoreIsWrongThenBothAreTold() {
    String body = OAUTH + "    token_uri: x\n    authorize_params: {tenant: \"${input.tenant}\"}\n";

    assertRefused(body, "/auth/0/token_uri", "is not known here");
    assertRefused(body, "/auth/0/authorize_params/tenant", "is not known here");
  }

  @Test
  void keyThatWasNotReachedThenItIsNotCalledUnknown() {
    String body =
        OAUTH
            .replace("type: oauth2", "type: client_credentials")
            .replaceAll(
                "(?m)^    (authorization|token)_url: .*\\n", "    scopes: {default: [a]}\n");

    assertThatThrownBy(() -> reader.read(body.replaceFirst("    scopes: .*\n(?=    scopes)", "")))
        .isInstanceOfSatisfying(
            InvalidDefinition.class,
            e -> assertThat(e.faults()).noneMatch(fault -> fault.pointer().endsWith("/scopes")));
  }

  @Test
  void secondScopesWhenTheyAreTheFirstThenRefused() {
    assertRefused(
        OAUTH + "    scopes: {second: {prefix: \"user:\", param: scope, path: user.scope}}\n",
        "/auth/0/scopes/second/param",
        "is another one than param");
    assertRefused(
        """
        schema: 1
        slug: acme
        name: Acme
        category: crm
        auth:
          - id: client
            type: client_credentials
            token_url: https://acme.example/token
            scopes: {second: {prefix: "user:", param: user_scope, path: user.scope}}
        """,
        "/auth/0/scopes/second",
        "is for type: oauth2 only");
  }

  @Test
  void templateToAnInputThatIsNotAskedForThenRefused() {
    String body = OAUTH + "    authorize_params: {tenant: \"${input.tenant}\"}\n";

    assertRefused(body, "/auth/0/authorize_params/tenant", "${input.tenant} is not known here");
  }

  @Test
  void callThatTheLanguageDoesNotHaveThenRefused() {
    for (String hole : List.of("exec(input.x)", "base64(exec(input.x))", "input.x + input.y")) {
      String body = OAUTH + "    authorize_params: {x: \"${" + hole + "}\"}\n";

      assertThatThrownBy(() -> reader.read(body)).isInstanceOf(InvalidDefinition.class);
    }
  }

  @Test
  void captureOfTheCallbackInAHostWithoutHostsThenRefused() {
    String body =
        OAUTH
            + "    callback: {capture: {server: server}}\n"
            + "    api: {base_url: \"https://${capture.server}/v1\"}\n";

    assertRefused(body, "/auth/0/api/base_url", "comes from the callback");
  }

  @Test
  void captureInAHostWithoutHostsThenItIsTold() {
    AppDefinition app =
        reader.read(
            OAUTH
                + "    token_response: {capture: {server: server}}\n"
                + "    api: {base_url: \"https://${capture.server}/v1\"}\n");

    assertThat(app.defaultMethod().unguardedHosts())
        .singleElement()
        .satisfies(
            host -> {
              assertThat(host.part()).isEqualTo("api/base_url");
              assertThat(host.reason()).contains("hosts/server");
            });
  }

  @Test
  void hostsThatAreNoneThenRefused() {
    for (String host : List.of("*", "*.com", "https://acme.example", "127.0.0.1", "acme")) {
      String body =
          OAUTH
              + "    token_response: {capture: {server: server}}\n"
              + "    hosts: {server: [\""
              + host
              + "\"]}\n";

      assertRefused(body, "/auth/0/hosts/server", "is not host.example or *.host.example");
    }
  }

  @Test
  void hostsOfWhatIsNoCaptureThenRefused() {
    assertRefused(
        OAUTH + "    hosts: {server: [acme.example]}\n",
        "/auth/0/hosts/server",
        "is not a capture");
  }

  @Test
  void oneMegabyteThenRefused() {
    assertRefused(OAUTH + "# " + "x".repeat(1024 * 1024), "", "has more than");
  }

  @Test
  void aliasBombThenRefused() {
    StringBuilder bomb = new StringBuilder("a0: &a0 [x, x]\n");
    for (int i = 1; i < 30; i++) {
      bomb.append("a%d: &a%d [*a%d, *a%d]\n".formatted(i, i, i - 1, i - 1));
    }

    assertRefused(bomb.toString(), "/a0", "anchors and aliases");
  }

  @Test
  void loopThenRefused() {
    assertRefused("a: &a\n  b: *a\n", "/a", "anchors and aliases");
  }

  @Test
  void oneBadFileThenTheBuildSaysWhichAndTheOthersAreNotLost(@TempDir Path folder)
      throws IOException {
    Path apps = folder.resolve("apps");
    Files.createDirectories(apps.resolve("a"));
    Files.writeString(apps.resolve("a/acme.yaml"), OAUTH + "    pkce: maybe\n");
    Files.writeString(apps.resolve("a/other.yaml"), OAUTH.replace("slug: acme", "slug: another"));

    assertThatThrownBy(() -> new AppSources(apps).compile())
        .hasMessageContaining("apps/a/acme.yaml:10: /auth/0/pkce must be one of S256, plain, none")
        .hasMessageContaining("apps/a/other.yaml:1: /slug belongs into apps/a/another.yaml");
  }

  @Test
  void familyThenItsKeysAreBelowThoseOfTheMethod(@TempDir Path folder) throws IOException {
    Path apps = folder.resolve("apps");
    Files.createDirectories(apps.resolve("a"));
    Files.createDirectories(apps.resolve("families"));
    Files.writeString(
        apps.resolve("families/acme.yaml"),
        """
        type: oauth2
        authorization_url: https://acme.example/authorize
        token_url: https://acme.example/token
        scopes: {default: [read], separator: ","}
        """);
    Files.writeString(
        apps.resolve("a/acme.yaml"),
        """
        schema: 1
        slug: acme
        name: Acme
        category: crm
        auth:
          - {id: oauth, family: acme, scopes: {default: [write]}}
        """);

    String document = new AppSources(apps).compile().getFirst().document();

    assertThat(document)
        .contains("\"token_url\":\"https://acme.example/token\"")
        .contains("\"scopes\":{\"default\":[\"write\"],\"separator\":\",\"}")
        .doesNotContain("family");
  }

  @Test
  void badFamilyThenTheBuildSaysWhichAndWhere(@TempDir Path folder) throws IOException {
    Path apps = folder.resolve("apps");
    Files.createDirectories(apps.resolve("families"));
    Files.writeString(apps.resolve("families/acme.yaml"), "type: oauth2\nfields: [x, *a]\n");
    Files.writeString(apps.resolve("families/list.yaml"), "- type: oauth2\n");
    Files.write(apps.resolve("families/latin.yaml"), new byte[] {'#', (byte) 0xe4});

    assertThatThrownBy(() -> new AppSources(apps).compile())
        .isInstanceOf(InvalidAppFile.class)
        .hasMessageContaining("apps/families/acme.yaml:2: /fields/1 anchors and aliases")
        .hasMessageContaining("apps/families/list.yaml:1: / must be a mapping, not a list")
        .hasMessageContaining("apps/families/latin.yaml:1: / is not UTF-8");
  }

  @Test
  void familyThatIsNotThereThenRefused(@TempDir Path folder) throws IOException {
    Path apps = folder.resolve("apps");
    Files.createDirectories(apps.resolve("a"));
    Files.writeString(
        apps.resolve("a/acme.yaml"),
        "schema: 1\nslug: acme\nname: Acme\ncategory: crm\nauth:\n  - {id: x, family: acme}\n");

    assertThatThrownBy(() -> new AppSources(apps).compile())
        .hasMessageContaining("apps/a/acme.yaml:6: /auth/0/family is not one of");
  }
}
