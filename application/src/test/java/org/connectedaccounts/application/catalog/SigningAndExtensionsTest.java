package org.connectedaccounts.application.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.connectedaccounts.testing.Refusals.assertRefused;

import java.util.List;
import java.util.Map;
import org.connectedaccounts.application.client.PutOAuthClient;
import org.connectedaccounts.domain.Refusal;
import org.connectedaccounts.domain.Refusal.Code;
import org.connectedaccounts.domain.Refusal.Evidence;
import org.connectedaccounts.domain.Secret;
import org.connectedaccounts.domain.app.Api;
import org.connectedaccounts.domain.app.AppDefinition;
import org.connectedaccounts.domain.app.AppDocument;
import org.connectedaccounts.domain.app.AppListing;
import org.connectedaccounts.domain.app.AppSlug;
import org.connectedaccounts.domain.app.AuthMethod;
import org.connectedaccounts.domain.app.AuthMethodId;
import org.connectedaccounts.domain.app.AuthScheme;
import org.connectedaccounts.domain.app.ClientAssertion;
import org.connectedaccounts.domain.app.ClientAuth;
import org.connectedaccounts.domain.app.ClientForm;
import org.connectedaccounts.domain.app.Consent;
import org.connectedaccounts.domain.app.Extensions;
import org.connectedaccounts.domain.app.GrantSharing;
import org.connectedaccounts.domain.app.HostRules;
import org.connectedaccounts.domain.app.InputField;
import org.connectedaccounts.domain.app.Keys;
import org.connectedaccounts.domain.app.OAuth2;
import org.connectedaccounts.domain.app.RefreshPolicy;
import org.connectedaccounts.domain.app.Scopes;
import org.connectedaccounts.domain.app.SigningAlgorithm;
import org.connectedaccounts.domain.app.TokenEndpoint;
import org.connectedaccounts.domain.app.TokenRequest;
import org.connectedaccounts.domain.app.TokenResponse;
import org.connectedaccounts.domain.app.UrlTemplate;
import org.connectedaccounts.testing.Stage;
import org.junit.jupiter.api.Test;

/** What may not be set up: code for those who did not write it, a client that cannot sign. */
class SigningAndExtensionsTest {

  private final Stage stage = new Stage();

  private static AppDefinition app(AuthScheme scheme, Extensions extensions) {
    var method =
        new AuthMethod(
            new AuthMethodId("main"),
            "Main",
            List.of(InputField.of("api_key", true)),
            scheme,
            Api.NONE,
            null,
            HostRules.NONE,
            extensions);
    return new AppDefinition(
        new AppSlug("acme"),
        new AppListing("Acme", List.of(), "crm", null, null, null),
        List.of(method),
        new AppDocument("schema: 1 # acme", "0".repeat(64)));
  }

  private static void assertFault(Refusal refusal, String pointer, String reason) {
    assertThat(((Evidence.Faults) refusal.evidence()).faults())
        .singleElement()
        .satisfies(
            fault -> {
              assertThat(fault.pointer()).isEqualTo(pointer);
              assertThat(fault.detail()).contains(reason);
            });
  }

  @Test
  void putAppWhenItNamesAnExtensionThenRefusesAndSaysWhere() {
    var app = app(new Keys(Keys.Kind.CUSTOM), new Extensions(null, "aws"));
    stage.stores.apps.know(app);
    var putApp =
        new PutApp(
            stage.stores.workspaceApps,
            stage.stores.catalogue,
            stage.stores.apps,
            origin -> true,
            stage.stores.clients,
            stage.stores.accounts,
            stage.stores.tables);

    var refusal =
        assertRefused(
            Code.INVALID_DEFINITION,
            () -> putApp.handle(new PutApp.Command(stage.key, app.slug(), app.document())));

    assertFault(refusal, "/auth/0/extensions", "of the operator");
    assertThat(stage.stores.workspaceApps.list(stage.workspace)).isEmpty();
  }

  @Test
  void putClientWhenItsSecretIsNoKeyThenRefusesAndSaysWhere() {
    var signed = new ClientAssertion(SigningAlgorithm.ES256, Map.of(), null);
    var tokens =
        new TokenEndpoint(
            UrlTemplate.parse("https://acme.example/t"),
            new ClientForm(ClientAuth.PRIVATE_KEY_JWT, ClientForm.ID, ClientForm.SECRET, signed),
            TokenRequest.PLAIN,
            TokenResponse.PLAIN,
            null,
            null);
    var oauth =
        new OAuth2(
            Consent.at("https://acme.example/a", Scopes.NONE),
            tokens,
            RefreshPolicy.UNKNOWN,
            null,
            GrantSharing.SINGLE,
            null);
    stage.stores.apps.offer(app(oauth, Extensions.NONE));

    var refusal =
        assertRefused(
            Code.INVALID_REQUEST,
            () ->
                stage.use.putClient.handle(
                    new PutOAuthClient.Command(
                        stage.operator,
                        new AppSlug("acme"),
                        "cid",
                        Secret.of("no key"),
                        List.of())));

    assertFault(refusal, "/client_secret", "is not a private key");
  }
}
