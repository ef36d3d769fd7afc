package org.connectedaccounts.bootstrap.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.connectedaccounts.bootstrap.StartRefused;
import org.connectedaccounts.domain.workspace.TokenMeaning;
import org.connectedaccounts.domain.workspace.TokenMeaning.BackendRule;
import org.connectedaccounts.domain.workspace.TokenMeaning.WorkspaceRule;
import org.connectedaccounts.domain.workspace.TrustedIssuer;
import org.connectedaccounts.domain.workspace.TrustedIssuers;
import org.connectedaccounts.domain.workspace.WorkspaceId;
import org.junit.jupiter.api.Test;

/** What an operator may say of an issuer, and what is refused by the setting's name. */
class IssuerReadingTest {

  private static final String PREFIX = "connected-accounts.trusted-issuers.";
  private static final String ACME = "ws_01kb2w3c5de8n4y7s6t9p2a1vg";
  private static final WorkspaceId ACME_ID = WorkspaceId.parse(ACME).orElseThrow();

  private final Map<String, String> settings = new LinkedHashMap<>();

  private IssuerReadingTest set(String name, String value) {
    settings.put(PREFIX + name, value);
    return this;
  }

  private IssuerReadingTest good() {
    return set("login.issuer", "https://login.example/realms/main")
        .set("login.audience", "ca")
        .set("login.workspace", ACME);
  }

  private TrustedIssuers read() {
    var config =
        new SmallRyeConfigBuilder()
            .withMapping(IssuerSettings.class)
            .withSources(new PropertiesConfigSource(settings, "test", 100))
            .build();
    return IssuerReading.read(config.getConfigMapping(IssuerSettings.class).byName());
  }

  private void refused(String name, String says) {
    assertThatExceptionOfType(StartRefused.class)
        .isThrownBy(this::read)
        .withMessageStartingWith(PREFIX + name + " ")
        .withMessageContaining(says);
  }

  @Test
  void readWhenNothingIsSetThenNobodyIsTrusted() {
    assertThat(read().all()).isEmpty();
  }

  @Test
  void readWhenTheLeastIsSetThenAllItsTokensAreEndUsersOfThatWorkspace() {
    assertThat(good().read().all())
        .containsExactly(
            new TrustedIssuer(
                "login",
                "https://login.example/realms/main",
                Set.of("ca"),
                null,
                null,
                new TokenMeaning(new WorkspaceRule.Fixed(ACME_ID), "sub", null)));
  }

  @Test
  void readWhenEverythingIsSetThenItIsThere() {
    set("sign-on.issuer", "http://localhost:8081/")
        .set("sign-on.audience", "a,b")
        .set("sign-on.keys-url", "https://keys.example/set?app=1")
        .set("sign-on.token-type", "at+jwt")
        .set("sign-on.workspace-claim", "https://acme.example/org")
        .set("sign-on.workspaces.org_1", ACME)
        .set("sign-on.workspaces.\"Org 2.b\"", ACME)
        .set("sign-on.external-user-claim", "ext/id")
        .set("sign-on.scope-claim", "scope")
        .set("sign-on.scope-prefix", "accounts.")
        .set("sign-on.backend-clients", "worker,importer");
    assertThat(read().all())
        .containsExactly(
            new TrustedIssuer(
                "sign-on",
                "http://localhost:8081/",
                Set.of("a", "b"),
                URI.create("https://keys.example/set?app=1"),
                "at+jwt",
                new TokenMeaning(
                    new WorkspaceRule.Listed(
                        "https://acme.example/org", Map.of("org_1", ACME_ID, "Org 2.b", ACME_ID)),
                    "ext/id",
                    new BackendRule("scope", "accounts.", Set.of("worker", "importer")))));
  }

  /** As a container is told. */
  @Test
  void readWhenTheEnvironmentSaysItThenLikewise() {
    String prefix = "CONNECTED_ACCOUNTS_TRUSTED_ISSUERS_LOGIN_";
    var config =
        new SmallRyeConfigBuilder()
            .withMapping(IssuerSettings.class)
            .withSources(
                new EnvConfigSource(
                    Map.of(
                        prefix + "ISSUER", "https://login.example",
                        prefix + "AUDIENCE", "ca",
                        prefix + "WORKSPACE_CLAIM", "org",
                        prefix + "ANY_WORKSPACE", "true",
                        prefix + "SCOPE_CLAIM", "scope",
                        prefix + "BACKEND_CLIENTS", "worker"),
                    300))
            .build();
    var all = IssuerReading.read(config.getConfigMapping(IssuerSettings.class).byName()).all();
    assertThat(all).extracting(TrustedIssuer::name).containsExactly("login");
    assertThat(all.getFirst().meaning().workspace()).isEqualTo(new WorkspaceRule.Named("org"));
  }

  @Test
  void readWhenTheIssuerIsMissingOrCannotBeTrustedThenSaysSo() {
    set("login.audience", "ca").set("login.workspace", ACME);
    refused("login.issuer", "must be there");
    for (String url :
        new String[] {
          "login.example",
          "http://login.example",
          "https://login.example/?x=1",
          "https://login.example/#x",
          "https://user@login.example/",
          "https://",
          "https:login"
        }) {
      set("login.issuer", url);
      refused("login.issuer", "https URL");
    }
  }

  @Test
  void readWhenTwoNamesHaveOneIssuerThenSaysSo() {
    good()
        .set("other.issuer", "https://login.example/realms/main")
        .set("other.audience", "x")
        .set("other.workspace", ACME);
    assertThatExceptionOfType(StartRefused.class)
        .isThrownBy(this::read)
        .withMessageContaining("an issuer has one entry");
  }

  @Test
  void readWhenNoAudienceIsNamedThenSaysSo() {
    good();
    set("login.audience", "any");
    refused("login.audience", "not any");
    settings.remove(PREFIX + "login.audience");
    refused("login.audience", "aud");
  }

  @Test
  void readWhenTheNameIsNoneThenSaysSo() {
    set("Log_in.issuer", "https://login.example");
    assertThatExceptionOfType(StartRefused.class)
        .isThrownBy(this::read)
        .withMessageStartingWith(PREFIX + "Log_in:");
  }

  @Test
  void readWhenItIsNotClearForWhichWorkspaceItSpeaksThenSaysSo() {
    good().set("login.any-workspace", "true");
    refused("login.workspace", "one workspace");
    settings.remove(PREFIX + "login.workspace");
    refused("login.workspace", "workspace-claim");
    set("login.workspace-claim", "org").set("login.any-workspace", "false");
    refused("login.workspace-claim", "any-workspace=true");
    set("login.workspaces.a", ACME).set("login.any-workspace", "true");
    refused("login.workspace-claim", "either");
    set("login.any-workspace", "false").set("login.workspaces.a", "acme");
    refused("login.workspaces.a", "ws_");
    good().set("login.workspace", "ws_00000000000000000000000000");
    settings.remove(PREFIX + "login.workspace-claim");
    settings.remove(PREFIX + "login.workspaces.a");
    refused("login.workspace", "ws_");
  }

  @Test
  void readWhenBackendsAreHalfSaidThenSaysSo() {
    good().set("login.scope-claim", "scope");
    refused("login.scope-claim", "belong together");
    settings.remove(PREFIX + "login.scope-claim");
    set("login.backend-clients", "worker");
    refused("login.scope-claim", "belong together");
    settings.remove(PREFIX + "login.backend-clients");
    set("login.scope-prefix", "x:");
    refused("login.scope-prefix", "needs scope-claim");
  }
}
