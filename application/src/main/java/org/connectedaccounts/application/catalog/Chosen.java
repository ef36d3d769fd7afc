package org.connectedaccounts.application.catalog;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.connectedaccounts.domain.Refusal;
import org.connectedaccounts.domain.Refusal.Fault;
import org.connectedaccounts.domain.Secret;
import org.connectedaccounts.domain.app.AuthMethod;
import org.connectedaccounts.domain.app.AuthMethodId;
import org.connectedaccounts.domain.app.InputField;
import org.connectedaccounts.domain.credential.Credential;
import org.jspecify.annotations.Nullable;

/** An app, the way it is to be connected, and what the user typed for it. */
public record Chosen(CataloguedApp app, AuthMethod method, Map<String, String> fields) {

  /**
   * The method that was named, or the first that fits.
   *
   * @throws Refusal if there is none such
   */
  public static AuthMethod method(
      CataloguedApp app, @Nullable String named, Predicate<AuthMethod> fits) {
    Optional<AuthMethod> method =
        named == null
            ? app.definition().methods().stream().filter(fits).findFirst()
            : app.definition().methods().stream()
                .filter(candidate -> candidate.id().value().equals(named))
                .filter(fits)
                .findFirst();
    return method.orElseThrow(
        () ->
            Refusal.invalid(
                "/auth", "is not an auth method of this app that can be used with this call"));
  }

  /** Refuses values that the fields do not take; all faults at once. */
  public Chosen checked() {
    var faults =
        method.validate(fields).stream()
            .map(problem -> new Fault("/fields/" + problem.field(), problem.detail()))
            .toList();
    if (!faults.isEmpty()) {
      throw Refusal.invalid(faults);
    }
    return this;
  }

  /** What was typed, secret and not. */
  public Credential credential() {
    var inputs = new LinkedHashMap<String, String>();
    var secrets = new LinkedHashMap<String, Secret>();
    Map<String, String> complete = method.complete(fields);
    for (InputField field : method.fields()) {
      String value = complete.get(field.name());
      if (value == null) {
        continue;
      }
      if (field.secret()) {
        secrets.put(field.name(), Secret.of(value));
      } else {
        inputs.put(field.name(), value);
      }
    }
    return new Credential(Map.of(), inputs, secrets, Map.of(), null);
  }

  public AuthMethodId methodId() {
    return method.id();
  }

  /** Keeps what was typed out of logs. */
  @Override
  public String toString() {
    return "Chosen[" + app.definition().slug().value() + ", " + method.id() + "]";
  }
}
