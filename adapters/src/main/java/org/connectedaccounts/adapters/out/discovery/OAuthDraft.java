package org.connectedaccounts.adapters.out.discovery;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** A method of type oauth2, from the metadata of an authorization server. */
final class OAuthDraft {

  private static final String BEARER = "Bearer ${secret.oauth_access_token}";

  private final Metadata metadata;
  private final List<String> notes;

  OAuthDraft(Metadata metadata, List<String> notes) {
    this.metadata = metadata;
    this.notes = notes;
  }

  /**
   * @param known scopes that the resource asks for; empty: the server is asked
   */
  ObjectNode method(List<String> known) {
    ObjectNode method = JsonNodeFactory.instance.objectNode();
    method.put("id", "oauth").put("type", "oauth2");
    method.put("authorization_url", metadata.required("authorization_endpoint"));
    method.put("token_url", metadata.required("token_endpoint"));
    method.put("issuer", metadata.required("issuer"));
    if (metadata.says("authorization_response_iss_parameter_supported")) {
      method.put("iss_required", true);
    }
    scopes(method, known);
    pkce(method);
    clientAuth(method);
    metadata
        .text("revocation_endpoint")
        .ifPresent(url -> method.putObject("revocation").put("url", url));
    metadata
        .text("registration_endpoint")
        .ifPresent(place -> method.put("registration_url", place));
    identity(method);
    return method;
  }

  private void scopes(ObjectNode method, List<String> known) {
    List<String> supported = metadata.texts("scopes_supported");
    List<String> asked = new ArrayList<>(known);
    if (asked.isEmpty()) {
      List.of("openid", "profile", "email", "offline_access").stream()
          .filter(supported::contains)
          .forEach(asked::add);
    } else if (supported.contains("offline_access") && !asked.contains("offline_access")) {
      asked.add("offline_access");
    }
    if (!asked.isEmpty()) {
      var list = method.putObject("scopes").putArray("default");
      asked.forEach(list::add);
    }
    if (supported.size() > asked.size()) {
      notes.add("Scopes that the server knows besides: " + less(supported, asked));
    }
  }

  private static String less(List<String> all, List<String> some) {
    return String.join(" ", all.stream().filter(each -> !some.contains(each)).limit(40).toList());
  }

  private void pkce(ObjectNode method) {
    List<String> ways = metadata.texts("code_challenge_methods_supported");
    if (!ways.isEmpty() && !ways.contains("S256")) {
      method.put("pkce", ways.contains("plain") ? "plain" : "none");
      notes.add("The server knows no PKCE with S256.");
    }
  }

  /** RFC 8414, 2: where nothing is said, it is client_secret_basic. */
  private void clientAuth(ObjectNode method) {
    List<String> ways = metadata.texts("token_endpoint_auth_methods_supported");
    if (ways.isEmpty() || ways.contains("client_secret_basic")) {
      method.put("client_auth", "basic");
    } else if (!ways.contains("client_secret_post")) {
      if (ways.contains("none")) {
        method.put("client_auth", "none");
      } else {
        notes.add("The server wants its clients to show themselves by " + String.join(", ", ways));
      }
    }
  }

  private void identity(ObjectNode method) {
    boolean openId = metadata.texts("scopes_supported").contains("openid");
    metadata
        .text("userinfo_endpoint")
        .ifPresentOrElse(
            url -> {
              ObjectNode identity = method.putObject("identity");
              identity.putObject("request").put("url", url);
              identity.put("id", "sub").put("name", "name").put("email", "email");
            },
            () -> {
              if (openId) {
                method
                    .putObject("identity")
                    .put("from", "id_token")
                    .put("id", "sub")
                    .put("name", "name")
                    .put("email", "email");
              }
            });
    ObjectNode api = method.putObject("api");
    api.putArray("credentials")
        .addObject()
        .put("in", "header")
        .put("name", "Authorization")
        .put("value", BEARER);
    metadata
        .text("userinfo_endpoint")
        .ifPresent(url -> api.putObject("verify").put("url", url).putArray("rejected").add(401));
  }
}
