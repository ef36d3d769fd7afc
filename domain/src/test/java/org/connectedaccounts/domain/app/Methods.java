package org.connectedaccounts.domain.app;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Methods to try things on. */
final class Methods {

  private Methods() {}

  static AuthMethod of(List<InputField> fields, AuthScheme scheme, Api api) {
    return new AuthMethod(new AuthMethodId("m"), "M", fields, scheme, api, null);
  }

  static AuthMethod key(Api api, InputField... fields) {
    return of(List.of(fields), new Keys(Keys.Kind.API_KEY), api);
  }

  static InputField open(String name) {
    return InputField.of(name, false);
  }

  static InputField openWithPattern(String name) {
    var rules = new FieldRules("[a-z0-9-]+", 1, 60, false, List.of());
    return new InputField(name, name, false, true, rules, FieldHelp.NONE, null);
  }

  static InputField secret(String name) {
    return InputField.of(name, true);
  }

  static Api api(@Nullable String base, CredentialPlacement... placements) {
    var url = base == null ? null : UrlTemplate.parse(base);
    return new Api(url, List.of(placements), Map.of(), null);
  }

  static OAuth2 oauth(String authorizationUrl, String tokenUrl) {
    return new OAuth2(
        Consent.at(authorizationUrl, Scopes.NONE),
        TokenEndpoint.at(tokenUrl),
        RefreshPolicy.UNKNOWN,
        null,
        GrantSharing.SINGLE,
        null);
  }

  static CredentialPlacement bearer(String reference) {
    return new CredentialPlacement.Header("Authorization", Template.parse("Bearer " + reference));
  }
}
