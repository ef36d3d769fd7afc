package org.connectedaccounts.adapters.out.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.connectedaccounts.adapters.out.catalog.Catalogue;
import org.connectedaccounts.application.port.AuthorizationServer.ClientAuthentication;
import org.connectedaccounts.application.port.AuthorizationServer.Endpoint;
import org.connectedaccounts.application.port.AuthorizationServer.Issued;
import org.connectedaccounts.application.port.AuthorizationServer.TokenAnswer;
import org.connectedaccounts.application.port.OperatorApps;
import org.connectedaccounts.application.port.ProviderApi.Verdict;
import org.connectedaccounts.domain.Secret;
import org.connectedaccounts.domain.app.AppDefinition;
import org.connectedaccounts.domain.app.AppSlug;
import org.connectedaccounts.domain.app.AuthMethod;
import org.connectedaccounts.domain.app.AuthMethodId;
import org.connectedaccounts.domain.credential.Credential;
import org.connectedaccounts.domain.credential.Token;

/**
 * A provider whose oddities are tried, and what is asked of it: fixtures of the tests beside this.
 */
final class OddProvider {

  private static final OperatorApps APPS =
      Catalogue.operatorApps(
          new Catalogue.Settings(null, Duration.ofDays(1), List.of()), line -> {});
  static final String MAIN = "oauth_access_token";

  final FakeEgress egress = new FakeEgress();
  final EgressAuthorizationServer server =
      new EgressAuthorizationServer(
          Extended.egress(egress),
          FakeOidcClients.unused(),
          Definitions.moments(),
          Duration.ofSeconds(5));
  final EgressProviderApi api =
      new EgressProviderApi(Extended.egress(egress), Definitions.moments(), Duration.ofSeconds(5));

  // --- small talk

  static AppDefinition app(String slug) {
    return APPS.find(new AppSlug(slug)).orElseThrow();
  }

  static Endpoint endpoint(String slug, String method, Credential known) {
    AppDefinition app = app(slug);
    AuthMethod chosen = app.method(new AuthMethodId(method)).orElseThrow();
    return new Endpoint(
        app, chosen, false, new ClientAuthentication("cid", Secret.of("sec")), known);
  }

  static Credential typed(Map<String, String> inputs, Map<String, String> secrets) {
    Map<String, Secret> hidden = new LinkedHashMap<>();
    secrets.forEach((name, value) -> hidden.put(name, Secret.of(value)));
    return new Credential(Map.of(), inputs, hidden, Map.of(), null);
  }

  static Credential connected(Map<String, String> inputs, Map<String, String> captures) {
    Token token = new Token(Secret.of("at-1"), null);
    return new Credential(Map.of(MAIN, token), inputs, Map.of(), captures, Secret.of("rt-1"));
  }

  Issued exchange(String slug, String... answers) {
    for (String answer : answers) {
      egress.answering(200, answer);
    }
    return (Issued) code(endpoint(slug, "oauth", Credential.EMPTY));
  }

  TokenAnswer code(Endpoint endpoint) {
    return server.exchangeCode(
        endpoint, Secret.of("code-1"), "https://us.example/cb", Secret.of("verifier-1"));
  }

  SeenRequest sent(int index) {
    return SeenRequest.of(egress.sent.get(index));
  }

  static String value(Issued issued, String token) {
    return Objects.requireNonNull(issued.tokens().get(token)).value().reveal();
  }

  static Duration life(Issued issued) {
    return Objects.requireNonNull(Objects.requireNonNull(issued.tokens().get(MAIN)).lifetime());
  }

  SeenRequest probed(String slug, String method, Credential credential) {
    egress.answering(200, "{\"ok\":true}");
    AppDefinition app = app(slug);
    AuthMethod chosen = app.method(new AuthMethodId(method)).orElseThrow();
    assertThat(api.verify(app, chosen, credential)).isEqualTo(Verdict.ACCEPTED);
    return SeenRequest.of(egress.sent.getLast());
  }

  static Endpoint noClient(String slug, String method, Credential known) {
    Endpoint endpoint = endpoint(slug, method, known);
    return endpoint.as(ClientAuthentication.NONE);
  }
}
