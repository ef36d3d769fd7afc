package org.connectedaccounts.application.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.connectedaccounts.domain.app.GrantSharing.SINGLE;
import static org.connectedaccounts.testing.Refusals.assertRefused;

import java.util.List;
import java.util.Map;
import org.connectedaccounts.domain.Refusal.Code;
import org.connectedaccounts.domain.Refusal.Evidence;
import org.connectedaccounts.domain.Refusal.Fault;
import org.connectedaccounts.domain.app.Api;
import org.connectedaccounts.domain.app.AppDefinition;
import org.connectedaccounts.domain.app.AppDocument;
import org.connectedaccounts.domain.app.AppListing;
import org.connectedaccounts.domain.app.AppSlug;
import org.connectedaccounts.domain.app.AuthMethod;
import org.connectedaccounts.domain.app.AuthMethodId;
import org.connectedaccounts.domain.app.ClientAuth;
import org.connectedaccounts.domain.app.Consent;
import org.connectedaccounts.domain.app.CredentialPlacement;
import org.connectedaccounts.domain.app.DottedPath;
import org.connectedaccounts.domain.app.FieldHelp;
import org.connectedaccounts.domain.app.FieldRules;
import org.connectedaccounts.domain.app.GrantSharing;
import org.connectedaccounts.domain.app.HostRules;
import org.connectedaccounts.domain.app.InputField;
import org.connectedaccounts.domain.app.Keys;
import org.connectedaccounts.domain.app.OAuth2;
import org.connectedaccounts.domain.app.RefreshPolicy;
import org.connectedaccounts.domain.app.Scopes;
import org.connectedaccounts.domain.app.Template;
import org.connectedaccounts.domain.app.TokenEndpoint;
import org.connectedaccounts.domain.app.TokenRequest;
import org.connectedaccounts.domain.app.TokenResponse;
import org.connectedaccounts.domain.app.UrlTemplate;
import org.connectedaccounts.testing.AppSketch;
import org.connectedaccounts.testing.Stage;
import org.junit.jupiter.api.Test;

class GuardedHostsTest {

  private final Stage stage = new Stage();
  private final PutApp putApp =
      new PutApp(
          stage.stores.workspaceApps,
          stage.stores.catalogue,
          stage.stores.apps,
          origin -> !origin.contains("10.0.0.8"),
          stage.stores.clients,
          stage.stores.accounts,
          stage.stores.tables);

  private void put(AppDefinition app) {
    stage.stores.apps.know(app);
    putApp.handle(new PutApp.Command(stage.key, app.slug(), app.document()));
  }

  @Test
  void putWhenAUrlNamesAnAddressThatIsNotCalledThenRefusesAndSaysWhere() {
    var app = AppSketch.oauth("acme").tokenUrl("https://10.0.0.8/token").revocable(SINGLE).define();

    var refusal = assertRefused(Code.INVALID_DEFINITION, () -> put(app));

    assertThat(((Evidence.Faults) refusal.evidence()).faults())
        .singleElement()
        .satisfies(
            fault -> {
              assertThat(fault.pointer()).isEqualTo("/auth/0/token_url");
              assertThat(fault.detail()).contains("does not call");
            });
    assertThat(stage.stores.workspaceApps.list(stage.workspace)).isEmpty();
  }

  @Test
  void putWhenAHeaderCannotBeSentThenRefusesAndSaysWhere() {
    var placement = new CredentialPlacement.Header("Host", Template.parse("${secret.key}"));
    var method =
        new AuthMethod(
            new AuthMethodId("key"),
            "Key",
            List.of(InputField.of("key", true)),
            new Keys(Keys.Kind.API_KEY),
            new Api(null, List.of(placement), Map.of(), null),
            null);
    var app =
        new AppDefinition(
            new AppSlug("acme"),
            new AppListing("Acme", List.of(), "crm", null, null, null),
            List.of(method),
            new AppDocument("schema: 1 # acme", "0".repeat(64)));

    var refusal = assertRefused(Code.INVALID_DEFINITION, () -> put(app));

    assertThat(((Evidence.Faults) refusal.evidence()).faults())
        .extracting(fault -> fault.pointer())
        .containsExactly("/auth/0/api/credentials/0/name");
  }

  /** An app that is told its server, and whose client's secret goes to this URL. */
  private static AppDefinition served(String tokenUrl, List<InputField> fields, HostRules hosts) {
    var token =
        new TokenResponse(
            null, TokenResponse.ONE_TOKEN, Map.of("server", new DottedPath("s")), null);
    var tokens =
        new TokenEndpoint(
            UrlTemplate.parse(tokenUrl), ClientAuth.POST, "client_id", TokenRequest.PLAIN, token);
    var method =
        new AuthMethod(
            new AuthMethodId("oauth"),
            "OAuth",
            fields,
            new OAuth2(
                Consent.at("https://acme.example/a", Scopes.NONE),
                tokens,
                RefreshPolicy.UNKNOWN,
                null,
                GrantSharing.SINGLE,
                null),
            new Api(UrlTemplate.parse("https://${capture.server}/v1"), List.of(), Map.of(), null),
            null,
            hosts);
    return new AppDefinition(
        new AppSlug("acme"),
        new AppListing("Acme", List.of(), "crm", null, null, null),
        List.of(method),
        new AppDocument("schema: 1 # acme", "0".repeat(64)));
  }

  private List<String> refusedAt(AppDefinition app) {
    var refusal = assertRefused(Code.INVALID_DEFINITION, () -> put(app));
    return ((Evidence.Faults) refusal.evidence()).faults().stream().map(Fault::pointer).toList();
  }

  @Test
  void putWhenACaptureDecidesTheHostWithoutARuleThenRefuses() {
    var app = served("https://acme.example/t", List.of(), HostRules.NONE);

    assertThat(refusedAt(app)).containsExactly("/auth/0/api/base_url");
  }

  @Test
  void putWhenARuleOrAPatternLetsAnybodysHostThroughThenRefusesAndSaysWhere() {
    var rules = new FieldRules(".*", 1, 253, false, List.of());
    var host = new InputField("host", "Host", false, true, rules, FieldHelp.NONE, null);
    var hosts = new HostRules(Map.of("server", List.of("*.co.uk")));

    assertThat(refusedAt(served("https://${input.host}/t", List.of(host), hosts)))
        .containsExactlyInAnyOrder("/auth/0/token_url", "/auth/0/hosts/server");
  }

  @Test
  void putWhenThereAreGuardsThenTaken() {
    var rules = new FieldRules("[a-z]+[.]acme[.]example", 1, 253, false, List.of());
    var host = new InputField("host", "Host", false, true, rules, FieldHelp.NONE, null);
    var hosts = new HostRules(Map.of("server", List.of("*.acme.example")));

    put(served("https://${input.host}/t", List.of(host), hosts));

    assertThat(stage.stores.workspaceApps.list(stage.workspace)).hasSize(1);
  }
}
