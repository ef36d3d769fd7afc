package org.connectedaccounts.domain.app;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.connectedaccounts.domain.HeaderField;
import org.jspecify.annotations.Nullable;

/** Finds the headers of a method that a request cannot have. */
final class HeaderCheck {

  private final List<UnsendableHeader> found = new ArrayList<>();

  static List<UnsendableHeader> of(AuthMethod method) {
    HeaderCheck check = new HeaderCheck();
    check.scheme(method.scheme());
    check.api(method.api());
    IdentityLookup identity = method.identity();
    if (identity != null) {
      check.request("identity/request", identity.request());
    }
    return List.copyOf(check.found);
  }

  private void scheme(AuthScheme scheme) {
    switch (scheme) {
      case OAuth2 oauth -> {
        tokens(oauth.tokens());
        Revocation revocation = oauth.revocation();
        if (revocation != null) {
          headers("revocation/headers", revocation.request().headers());
        }
        Choice choice = oauth.choice();
        if (choice != null) {
          request("choose/request", choice.request());
        }
      }
      case ClientCredentials client -> tokens(client.tokens());
      case TokenExchange exchange -> tokens(exchange.tokens());
      case SignedToken _, Keys _ -> {}
    }
  }

  private void tokens(TokenEndpoint tokens) {
    headers("token_request/headers", tokens.request().headers());
  }

  private void api(Api api) {
    headers("api/headers", api.headers());
    for (int i = 0; i < api.credentials().size(); i++) {
      if (api.credentials().get(i) instanceof CredentialPlacement.Header header) {
        String part = "api/credentials/" + i;
        name(part + "/name", header.name());
        value(part + "/value", header.value());
      }
    }
    Verification probe = api.verification();
    if (probe != null) {
      request("api/verify", probe.request());
    }
  }

  private void request(String part, @Nullable RequestTemplate request) {
    if (request != null) {
      headers(part + "/headers", request.headers());
    }
  }

  private void headers(String part, Map<String, Template> headers) {
    headers.forEach(
        (name, value) -> {
          String place = part + "/" + name.replace("~", "~0").replace("/", "~1");
          name(place, name);
          value(place, value);
        });
  }

  private void name(String part, String name) {
    if (!HeaderField.isName(name)) {
      found.add(new UnsendableHeader(part, "is not a name that a header can have"));
    } else if (HeaderField.isOwn(name)) {
      found.add(new UnsendableHeader(part, "is a header that the service writes itself"));
    }
  }

  private void value(String part, Template value) {
    boolean fits =
        value.parts().stream()
            .allMatch(
                each ->
                    !(each instanceof Template.Literal(String text)) || HeaderField.isValue(text));
    if (!fits) {
      found.add(new UnsendableHeader(part, "has a character that a header cannot carry"));
    }
  }
}
