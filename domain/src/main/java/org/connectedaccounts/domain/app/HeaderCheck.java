package org.connectedaccounts.domain.app;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Finds the headers of a method that a request cannot have. */
final class HeaderCheck {

  /** RFC 9110, 5.1 and 5.6.2. */
  private static final Pattern NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");

  private static final Pattern VALUE = Pattern.compile("[\\t -~]*");

  /** Of the connection (RFC 9110, 7.6.1), or written by whoever sends: they would be dropped. */
  private static final Set<String> OWN =
      Set.of(
          "connection",
          "keep-alive",
          "te",
          "trailer",
          "transfer-encoding",
          "upgrade",
          "expect",
          "host",
          "content-length",
          "proxy-authorization",
          "proxy-authenticate",
          "proxy-connection");

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
    if (!NAME.matcher(name).matches()) {
      found.add(new UnsendableHeader(part, "is not a name that a header can have"));
    } else if (OWN.contains(name.toLowerCase(Locale.ROOT))) {
      found.add(new UnsendableHeader(part, "is a header that the service writes itself"));
    }
  }

  private void value(String part, Template value) {
    boolean fits =
        value.parts().stream()
            .allMatch(
                each ->
                    !(each instanceof Template.Literal(String text))
                        || VALUE.matcher(text).matches());
    if (!fits) {
      found.add(new UnsendableHeader(part, "has a character that a header cannot carry"));
    }
  }
}
