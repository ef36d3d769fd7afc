package org.connectedaccounts.domain.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A header that no request can have is told with its place; what can be sent is left alone. */
class HeaderCheckTest {

  private static List<UnsendableHeader> ofCredential(String name, String value) {
    var placement = new CredentialPlacement.Header(name, Template.parse(value));
    return Methods.key(Methods.api("https://acme.example", placement), Methods.secret("key"))
        .unsendableHeaders();
  }

  @Test
  void namesThatHttpDoesNotKnowThenTold() {
    for (String name : List.of("X\r\nY", "X A", "\u00fc", "X:", "X/Y")) {
      assertThat(ofCredential(name, "${secret.key}"))
          .as(name)
          .extracting(UnsendableHeader::part)
          .containsExactly("api/credentials/0/name");
    }
  }

  @Test
  void namesThatTheServiceWritesThenTold() {
    for (String name : List.of("Host", "content-length", "Connection", "Transfer-Encoding", "TE")) {
      assertThat(ofCredential(name, "${secret.key}"))
          .as(name)
          .extracting(UnsendableHeader::reason)
          .containsExactly("is a header that the service writes itself");
    }
  }

  @Test
  void valueThatBreaksTheLineThenTold() {
    assertThat(ofCredential("X-Key", "a\r\nX-Other: ${secret.key}"))
        .extracting(UnsendableHeader::part)
        .containsExactly("api/credentials/0/value");
  }

  @Test
  void whatCanBeSentThenNothingIsTold() {
    assertThat(ofCredential("X-Api_Key.1", "Token ${secret.key}, v=1")).isEmpty();
  }

  @Test
  void headersOfEveryRequestThenTheyAreLookedAt() {
    Map<String, Template> host = Map.of("Host", Template.parse("other.example"));
    var request =
        new RequestTemplate("GET", UrlTemplate.parse("https://acme.example/me"), host, null);
    var api =
        new Api(
            null,
            List.of(),
            Map.of("a~/b", Template.parse("x")),
            new Verification(request, Verification.OK, Verification.REJECTED, null));
    var tokens =
        new TokenEndpoint(
            UrlTemplate.parse("https://acme.example/t"),
            ClientAuth.POST,
            "client_id",
            new TokenRequest(BodyFormat.FORM, host, Map.of()),
            TokenResponse.PLAIN);
    var revocation =
        new Revocation(
            UrlTemplate.parse("https://acme.example/r"),
            "POST",
            Revocation.Auth.NONE,
            RevokedToken.REFRESH,
            new RevocationRequest("token", host, Map.of()));
    var choice =
        new Choice(
            request, new DottedPath(""), new DottedPath("id"), new DottedPath("name"), "site");
    var scheme =
        new OAuth2(
            Consent.at("https://acme.example/a", Scopes.NONE),
            tokens,
            RefreshPolicy.UNKNOWN,
            revocation,
            GrantSharing.SINGLE,
            choice);
    var identity =
        new IdentityLookup(
            IdentityLookup.Source.USERINFO, request, new DottedPath("id"), null, null);
    var method = new AuthMethod(new AuthMethodId("m"), "M", List.of(), scheme, api, identity);

    assertThat(method.unsendableHeaders())
        .extracting(UnsendableHeader::part)
        .containsExactlyInAnyOrder(
            "token_request/headers/Host",
            "revocation/headers/Host",
            "choose/request/headers/Host",
            "api/headers/a~0~1b",
            "api/verify/headers/Host",
            "identity/request/headers/Host");
  }
}
