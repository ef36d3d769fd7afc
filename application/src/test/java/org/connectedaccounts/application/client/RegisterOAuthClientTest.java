package org.connectedaccounts.application.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.connectedaccounts.testing.Refusals.assertRefused;

import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.connectedaccounts.application.port.ClientRegistrar;
import org.connectedaccounts.application.port.ClientRegistrar.Wanted;
import org.connectedaccounts.domain.Refusal.Code;
import org.connectedaccounts.domain.Secret;
import org.connectedaccounts.domain.app.AppSlug;
import org.connectedaccounts.domain.client.OAuthClient;
import org.connectedaccounts.domain.workspace.Caller;
import org.connectedaccounts.testing.AppSketch;
import org.connectedaccounts.testing.Stage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RegisterOAuthClientTest {

  private static final AppSlug MCP = new AppSlug("mcp");

  private final Stage stage = new Stage();
  private ClientRegistrar.Answer answer =
      new ClientRegistrar.Registered("made", Secret.of("made-secret"));
  private @Nullable Wanted wanted;

  private ClientView register(Caller caller, AppSlug app, List<String> scopes) {
    var views =
        new ClientViews(stage.stores.catalogue, stage.stores.clients, stage.stores.registration);
    ClientRegistrar registrar =
        asked -> {
          wanted = asked;
          return answer;
        };
    return new RegisterOAuthClient(views, registrar, stage.use.putClient, stage.stores.workspaces)
        .handle(new RegisterOAuthClient.Command(caller, app, null, scopes, null));
  }

  private void offer() {
    stage.stores.apps.offer(
        AppSketch.oauth("mcp").registering("https://mcp.example/register").define());
  }

  @Test
  void registerThenTheClientIsSetUpForNewAccounts() {
    offer();
    ClientView view = register(stage.key, MCP, List.of());
    OAuthClient client = Objects.requireNonNull(view.client());
    assertThat(client.clientId()).isEqualTo("made");
    assertThat(client.owner()).isEqualTo(stage.workspace);
    assertThat(stage.use.getClient.handle(new GetOAuthClient.Command(stage.key, MCP)).client())
        .isEqualTo(client);
    Wanted asked = Objects.requireNonNull(wanted);
    assertThat(asked.redirectUri()).isEqualTo(view.redirectUri());
    assertThat(asked.name()).isEqualTo("Acme");
  }

  @Test
  void registerWhenScopesAreNamedThenTheyAreRegisteredAndKept() {
    offer();
    var client = register(stage.key, MCP, List.of("orders")).client();
    assertThat(Objects.requireNonNull(wanted).scopes()).containsExactly("orders");
    assertThat(Objects.requireNonNull(client).scopes()).containsExactly("orders");
  }

  @Test
  void registerWhenTheDefinitionNamesNoPlaceThenRefusedAndNobodyIsAsked() {
    assertRefused(
        Code.REGISTRATION_UNSUPPORTED, () -> register(stage.key, new AppSlug("chat"), List.of()));
    assertThat(wanted).isNull();
  }

  @Test
  void registerWhenItFailsThenTheClientOfBeforeStays() {
    offer();
    OAuthClient before = stage.putClient(stage.key, "mcp", "mine").client();
    answer = new ClientRegistrar.Refused("no");
    assertRefused(Code.PROVIDER_ERROR, () -> register(stage.key, MCP, List.of()));
    answer = new ClientRegistrar.DestinationRefused();
    assertRefused(Code.DESTINATION_REFUSED, () -> register(stage.key, MCP, List.of()));
    answer = new ClientRegistrar.Unreachable();
    assertRefused(Code.PROVIDER_UNAVAILABLE, () -> register(stage.key, MCP, List.of()));
    assertThat(stage.use.getClient.handle(new GetOAuthClient.Command(stage.key, MCP)).client())
        .isEqualTo(before);
  }

  @Test
  void registerThenOnlyWithAdmin() {
    offer();
    var reader = new Caller.SessionHolder(stage.workspace, UUID.randomUUID());
    assertRefused(Code.SESSION_LIMITED, () -> register(reader, MCP, List.of()));
    assertThat(wanted).isNull();
  }
}
