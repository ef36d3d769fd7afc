package org.connectedaccounts.domain.app;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One way to connect an app: what the end user is asked, how credentials come into being, how they
 * are used. Refuses two values of the same name, a template that names a value which is not known
 * at its place, and a secret that would stand in a URL outside {@code in: url}.
 *
 * @param hosts which hosts captured values may name
 * @param extensions what is done in code
 */
public record AuthMethod(
    AuthMethodId id,
    String label,
    List<InputField> fields,
    AuthScheme scheme,
    Api api,
    @Nullable IdentityLookup identity,
    HostRules hosts,
    Extensions extensions) {

  public AuthMethod {
    Names.requireText("label", label);
    extensions.requireFor(scheme);
    fields = List.copyOf(fields);
    new MethodCheck(fields, scheme, identity, hosts).check(api);
  }

  public AuthMethod(
      AuthMethodId id,
      String label,
      List<InputField> fields,
      AuthScheme scheme,
      Api api,
      @Nullable IdentityLookup identity) {
    this(id, label, fields, scheme, api, identity, HostRules.NONE);
  }

  public AuthMethod(
      AuthMethodId id,
      String label,
      List<InputField> fields,
      AuthScheme scheme,
      Api api,
      @Nullable IdentityLookup identity,
      HostRules hosts) {
    this(id, label, fields, scheme, api, identity, hosts, Extensions.NONE);
  }

  /**
   * What decides where requests go although no rule says which hosts that may be, or one that lets
   * anybody's through. Old definitions have them; a new one is refused for them.
   */
  public List<UnguardedHost> unguardedHosts() {
    return checked().unguarded();
  }

  /** Headers that requests cannot have. Old definitions may; a new one is refused for them. */
  public List<UnsendableHeader> unsendableHeaders() {
    return HeaderCheck.of(this);
  }

  /** Every URL that a request goes to, or a browser is sent to. */
  public List<MethodUrl> urls() {
    return checked().urls();
  }

  private MethodCheck checked() {
    MethodCheck check = new MethodCheck(fields, scheme, identity, hosts);
    check.check(api);
    return check;
  }

  public Optional<InputField> field(String name) {
    return fields.stream().filter(field -> field.name().equals(name)).findFirst();
  }

  /**
   * Why this version of a method does not serve the accounts that {@code made}, another version of
   * it, made; for people. Empty where it does: what it brings is kept under the names that they
   * know, and it needs nothing that they do not have.
   */
  public List<String> misfits(AuthMethod made) {
    return new MethodFit(made, this).misfits();
  }

  /** The names that a step finds, in the order of the definition. */
  public List<AuthName> authNames() {
    return AuthNames.of(fields, scheme);
  }

  /**
   * What is wrong with the values that were given for the fields; names without a field included.
   */
  public List<FieldProblem> validate(Map<String, String> values) {
    List<FieldProblem> problems = new ArrayList<>();
    for (InputField field : fields) {
      field
          .validate(values.get(field.name()))
          .or(() -> keyProblem(field.name(), values.get(field.name())))
          .ifPresent(problems::add);
    }
    for (String name : values.keySet()) {
      if (field(name).isEmpty()) {
        problems.add(
            new FieldProblem(name, FieldProblem.Kind.UNKNOWN_FIELD, "is not a field of this app"));
      }
    }
    return problems;
  }

  /** A key that nothing can be signed with is told where it was typed. */
  private Optional<FieldProblem> keyProblem(String field, @Nullable String value) {
    SigningAlgorithm algorithm = scheme.signingKeys().get(field);
    return algorithm == null || value == null || value.isEmpty()
        ? Optional.empty()
        : SigningKey.problem(algorithm, value)
            .map(detail -> new FieldProblem(field, FieldProblem.Kind.NOT_A_KEY, detail));
  }

  /** The values of the fields with defaults where none was given, in the order of the fields. */
  public Map<String, String> complete(Map<String, String> values) {
    Map<String, String> complete = new LinkedHashMap<>();
    for (InputField field : fields) {
      String given = values.get(field.name());
      String value = given == null || given.isEmpty() ? field.defaultValue() : given;
      if (value != null) {
        complete.put(field.name(), value);
      }
    }
    return complete;
  }
}
