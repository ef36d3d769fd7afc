package org.connectedaccounts.adapters.out.catalog;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.connectedaccounts.domain.app.Api;
import org.connectedaccounts.domain.app.AuthMethod;
import org.connectedaccounts.domain.app.AuthMethodId;
import org.connectedaccounts.domain.app.AuthScheme;
import org.connectedaccounts.domain.app.Extensions;
import org.connectedaccounts.domain.app.HostRules;
import org.connectedaccounts.domain.app.IdentityLookup;
import org.connectedaccounts.domain.app.InputField;
import org.connectedaccounts.domain.app.Keys;
import org.jspecify.annotations.Nullable;

/** Reads one entry of {@code auth}. */
final class MethodReader {

  private MethodReader() {}

  static @Nullable AuthMethod read(Section method) {
    Faults faults = method.faults();
    Optional<AuthMethodId> id = faults.attempt(() -> method.required("id", AuthMethodId::new));
    List<InputField> fields = method.sections("fields", FieldReader::read);
    Optional<AuthScheme> scheme = faults.attempt(() -> scheme(method));
    Optional<Optional<Api>> api =
        faults.attempt(() -> Optional.ofNullable(method.section("api", ApiReader::read)));
    Optional<Optional<IdentityLookup>> identity =
        faults.attempt(() -> Optional.ofNullable(method.section("identity", IdentityReader::read)));
    Optional<Extensions> extensions = faults.attempt(() -> extensions(method));
    Optional<HostRules> hosts = faults.attempt(() -> hosts(method));
    Optional<String> label = faults.attempt(() -> label(method));
    if (scheme.isEmpty()) {
      method.allow(OAuthReader.KEYS);
    }
    boolean broken = faults.any();
    // Before the parts are put together: what that finds would end the reading.
    method.refuseUnknown();
    if (broken) {
      return null;
    }
    return Faults.made(
        method,
        () ->
            new AuthMethod(
                id.orElseThrow(),
                label.orElseThrow(),
                fields,
                scheme.orElseThrow(),
                api.orElseThrow().orElse(Api.NONE),
                identity.orElseThrow().orElse(null),
                hosts.orElseThrow(),
                extensions.orElseThrow()));
  }

  private static HostRules hosts(Section method) {
    Map<String, List<String>> hosts = method.entries("hosts", Section::textsOf);
    return Faults.made(method, () -> new HostRules(hosts));
  }

  private static Extensions extensions(Section method) {
    Extensions named =
        method.section(
            "extensions",
            section -> {
              String token = section.optionalText("token");
              String account = section.optionalText("account");
              return Faults.made(method, () -> new Extensions(token, account));
            });
    return named == null ? Extensions.NONE : named;
  }

  private static AuthScheme scheme(Section method) {
    return switch (method.text("type")) {
      case "oauth2" -> OAuthReader.authorizationCode(method);
      case "client_credentials" -> OAuthReader.clientCredentials(method);
      case "exchange" -> OAuthReader.exchange(method);
      case "api_key" -> new Keys(Keys.Kind.API_KEY);
      case "basic" -> new Keys(Keys.Kind.BASIC);
      case "custom" -> new Keys(Keys.Kind.CUSTOM);
      default -> {
        method.allow(OAuthReader.KEYS);
        throw method.fault(
            "type", "must be one of oauth2, client_credentials, exchange, api_key, basic, custom");
      }
    };
  }

  private static String label(Section method) {
    String otherwise =
        switch (method.text("type", "")) {
          case "oauth2" -> "OAuth";
          case "client_credentials" -> "Client credentials";
          case "exchange" -> "Login";
          case "api_key" -> "API key";
          case "basic" -> "User name and password";
          default -> "Credentials";
        };
    return method.text("label", otherwise);
  }
}
