package org.connectedaccounts.adapters.out.oauth;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.connectedaccounts.domain.app.AuthMethod;
import org.connectedaccounts.domain.app.FieldOption;
import org.connectedaccounts.domain.app.InputField;

/** Something to type into every field that its rules take. */
final class SampleFields {

  /** Tried one after the other where a field has a pattern. */
  private static final List<String> PLAUSIBLE =
      List.of(
          "acme",
          "acme.example.com",
          "12345",
          "us1",
          "12345:abcDEF",
          "ada@example.com",
          "AC0123456789abcdef0123456789abcdef",
          "AKIAIOSFODNN7EXAMPLE",
          "acme.workday.com",
          "acme.auth0.com",
          "acme.okta.com",
          "acme.frontegg.com",
          "acme.auth.eu-west-1.amazoncognito.com",
          "login.microsoftonline.com",
          "https://acme.example.com");

  private SampleFields() {}

  static Map<String, String> of(AuthMethod method, WrittenMethod written) {
    Map<String, String> fields = new LinkedHashMap<>();
    for (InputField field : method.fields()) {
      fields.put(field.name(), value(field, written));
    }
    return fields;
  }

  /** What stands where a client has its secret: a key where it signs. */
  static String clientSecret(WrittenMethod written) {
    boolean signs =
        written.text("client_auth", "").equals("private_key_jwt")
            || written.text("extensions/token", "").equals("alipay");
    return signs
        ? SampleKeys.typed(written.text("client_assertion/algorithm", "RS256"))
        : "secret of " + DefinedProvider.CLIENT;
  }

  /** Fields that hold a private key, and what it signs with. */
  static Map<String, String> keys(WrittenMethod written) {
    Map<String, String> keys = new LinkedHashMap<>();
    if (written.has("assertion")) {
      keys.put(written.text("assertion/key", ""), written.text("assertion/algorithm", ""));
    }
    if (written.isType("client_credentials")
        && written.text("client_auth", "").equals("private_key_jwt")) {
      keys.put("client_secret", written.text("client_assertion/algorithm", "RS256"));
    }
    keys.values().remove("HS256");
    return keys;
  }

  private static String value(InputField field, WrittenMethod written) {
    String algorithm = keys(written).get(field.name());
    if (algorithm != null) {
      return SampleKeys.typed(algorithm);
    }
    List<String> tries = new ArrayList<>();
    field.rules().options().stream().map(FieldOption::value).forEach(tries::add);
    if (written.node().toString().contains("\"${input." + field.name() + "}")
        && written.node().toString().contains("${input." + field.name() + "}/")) {
      tries.add("https://acme.example.com");
    }
    Stream.of(field.defaultValue(), field.help().example())
        .filter(java.util.Objects::nonNull)
        .forEach(tries::add);
    // Odd characters show where a value is written without the encoding of its place.
    tries.add(field.secret() ? "s3cr:t+with/odd=chars &" : "acme");
    tries.addAll(PLAUSIBLE);
    tries.add("x".repeat(field.rules().minLength()));
    return tries.stream()
        .filter(value -> field.validate(value).isEmpty())
        .findFirst()
        .orElseThrow(() -> new AssertionError("give " + field.name() + " an example"));
  }
}
