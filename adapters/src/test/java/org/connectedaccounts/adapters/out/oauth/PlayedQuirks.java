package org.connectedaccounts.adapters.out.oauth;

import java.util.ArrayList;
import java.util.List;

/** What is unusual about the token calls of a method, as the report names it. */
record PlayedQuirks(WrittenMethod written) {

  /** Of the requests; the provider has complained if one was not so. */
  List<String> ofRequests() {
    List<String> quirks = new ArrayList<>();
    String pkce = written.text("pkce", "S256");
    if (written.isType("oauth2") && !pkce.equals("S256")) {
      quirks.add(pkce.equals("none") ? "no PKCE" : "PKCE " + pkce);
    }
    String separator = written.text("scopes/separator", " ");
    if (written.at("scopes/default").size() > 1 && !separator.equals(" ")) {
      quirks.add("scopes joined by `" + separator + "`");
    }
    String client = written.text("client_auth", "post");
    if (!written.isType("exchange") && !client.equals("post")) {
      quirks.add("client by " + client);
    }
    named(quirks, "client id as", "client_id_param", "client_id");
    named(quirks, "client secret as", "client_secret_param", "client_secret");
    named(quirks, "token request in", "token_request/format", "form");
    named(quirks, "token request by", "token_request/method", "POST");
    named(quirks, "code as", "callback/code", "code");
    return quirks;
  }

  /** Of the answers; the tokens have reached a step from where they stand. */
  List<String> ofAnswers() {
    List<String> quirks = new ArrayList<>();
    written
        .tokens()
        .forEach(
            (name, path) -> {
              if (!path.equals("access_token")) {
                quirks.add("%s at `%s`".formatted(name, path));
              }
            });
    named(quirks, "refresh token at", "token_response/refresh_token", "refresh_token");
    if (written.has("token_response/expires")) {
      String unit = written.text("token_response/expires/unit", "seconds").replace('_', ' ');
      String path = written.text("token_response/expires/path", "expires_in");
      quirks.add("expiry at `%s` in %s".formatted(path, unit));
    }
    if (written.has("token_response/error_when")) {
      boolean equals = written.has("token_response/error_when/equals");
      String value = written.text("token_response/error_when/" + (equals ? "equals" : "not"), "");
      String field = written.text("token_response/error_when/field", "");
      quirks.add("error where `%s` is %s%s".formatted(field, equals ? "" : "not ", value));
    }
    return quirks;
  }

  /** What became of the refresh token, in two refreshes one after the other. */
  String rotation() {
    if (written.text("refresh/token", "refresh").equals("access")) {
      return "the access token renews itself";
    }
    return switch (written.text("refresh/class", "unknown")) {
      case "nonrot" -> "the refresh token stays (nonrot)";
      case "unknown" -> "the refresh token rotates (class unknown)";
      case String known -> "the refresh token rotates (" + known + ")";
    };
  }

  private void named(List<String> quirks, String what, String path, String usual) {
    String name = written.text(path, usual);
    if (!name.equals(usual)) {
      quirks.add("%s `%s`".formatted(what, name));
    }
  }
}
