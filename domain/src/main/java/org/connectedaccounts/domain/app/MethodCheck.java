package org.connectedaccounts.domain.app;

import static org.connectedaccounts.domain.app.ReferenceSets.requireKnown;
import static org.connectedaccounts.domain.app.ReferenceSets.union;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.connectedaccounts.domain.app.Reference.Root;
import org.jspecify.annotations.Nullable;

/** Holds the parts of a method against each other: every reference must be known at its place. */
final class MethodCheck {

  private final List<InputField> fields;
  private final AuthScheme scheme;
  private final @Nullable IdentityLookup identity;
  private final Set<Reference> inputs = new HashSet<>();
  private final Set<Reference> secretFields = new HashSet<>();
  private final Set<Reference> tokens = new HashSet<>();
  private final Set<Reference> callbackCaptures = new HashSet<>();
  private final Set<Reference> tokenCaptures = new HashSet<>();
  private final Set<Reference> choiceCapture = new HashSet<>();
  private final HostRules hosts;
  private final List<UnguardedHost> unguarded = new ArrayList<>();
  private final List<MethodUrl> urls = new ArrayList<>();

  MethodCheck(
      List<InputField> fields,
      AuthScheme scheme,
      @Nullable IdentityLookup identity,
      HostRules hosts) {
    this.fields = fields;
    this.scheme = scheme;
    this.identity = identity;
    this.hosts = hosts;
  }

  void check(Api api) {
    checkFields();
    switch (scheme) {
      case OAuth2 oauth -> check(oauth);
      case ClientCredentials client -> check(client);
      case TokenExchange exchange -> {
        requireFields();
        check(exchange.tokens(), inputs);
      }
      case SignedToken signed -> {
        requireFields();
        check(signed.assertion(), inputs);
        tokens.addAll(ReferenceSets.of(Root.SECRET, signed.response().tokens().keySet()));
      }
      case Keys keys -> requireFields();
    }
    checkNamesOnce();
    checkApi(api);
    if (identity != null) {
      check(identity);
    }
    checkHosts();
  }

  List<UnguardedHost> unguarded() {
    return List.copyOf(unguarded);
  }

  List<MethodUrl> urls() {
    return List.copyOf(urls);
  }

  private void requireFields() {
    if (fields.isEmpty()) {
      throw new InvalidDefinitionPart("fields", "this type asks for at least one field");
    }
  }

  private void checkHosts() {
    unguarded.addAll(OpenGuards.of(hosts));
    for (String name : hosts.byCapture().keySet()) {
      Reference capture = new Reference(Root.CAPTURE, name);
      if (!callbackCaptures.contains(capture) && !tokenCaptures.contains(capture)) {
        throw new InvalidDefinitionPart("hosts/" + name, "is not a capture");
      }
    }
  }

  private void checkFields() {
    Set<String> names = new HashSet<>();
    for (int i = 0; i < fields.size(); i++) {
      InputField field = fields.get(i);
      if (!names.add(field.name())) {
        throw new InvalidDefinitionPart("fields/" + i + "/name", "this name is used twice");
      }
      if (field.secret()) {
        secretFields.add(new Reference(Root.SECRET, field.name()));
      } else {
        inputs.add(new Reference(Root.INPUT, field.name()));
      }
    }
  }

  private void check(OAuth2 oauth) {
    Consent consent = oauth.consent();
    guardedUrl("authorization_url", consent.url(), inputs);
    requireKnown("authorize_params", consent.params(), union(inputs, Reference.OF_THE_MOMENT));
    callbackCaptures.addAll(ReferenceSets.of(Root.CAPTURE, consent.capture().keySet()));
    oauth.tokens().request().requireOAuth();
    check(oauth.tokens(), union(inputs, callbackCaptures));
    RefreshRequest refresh = oauth.refresh().request();
    Set<Reference> open = open();
    if (refresh.url() != null) {
      guardedUrl("refresh/url", refresh.url(), open);
    }
    requireKnown("refresh/params", refresh.params(), union(open, shown(oauth.tokens())));
    Revocation revocation = oauth.revocation();
    if (revocation != null) {
      guardedUrl("revocation/url", revocation.url(), open);
      Set<Reference> known = union(open, secretFields, tokens, Reference.OF_THE_MOMENT);
      requireKnown("revocation/headers", revocation.request().headers(), known);
      requireKnown("revocation/params", revocation.request().params(), known);
    }
    if (oauth.registrationUrl() != null) {
      url("registration_url", oauth.registrationUrl(), Set.of());
    }
    Choice choice = oauth.choice();
    if (choice != null) {
      request("choose/request", choice.request(), open);
      choiceCapture.add(new Reference(Root.CAPTURE, choice.storeAs()));
    }
  }

  private void check(ClientCredentials client) {
    requireField(ClientCredentials.CLIENT_ID, inputs, Root.INPUT, "secret: false");
    requireField(ClientCredentials.CLIENT_SECRET, secretFields, Root.SECRET, "a secret");
    client.tokens().request().requireOAuth();
    check(client.tokens(), inputs);
  }

  private void requireField(String name, Set<Reference> among, Root root, String how) {
    if (!among.contains(new Reference(root, name))) {
      throw new InvalidDefinitionPart(
          "fields", "client_credentials asks for a field " + name + ", " + how);
    }
  }

  private void check(TokenEndpoint endpoint, Set<Reference> open) {
    guardedUrl("token_url", endpoint.url(), open);
    check(endpoint.client(), open);
    Assertion assertion = endpoint.assertion();
    if (assertion != null) {
      check(assertion, open);
    }
    Set<Reference> known = union(open, shown(endpoint));
    requireKnown("token_request/headers", endpoint.request().headers(), known);
    requireKnown("token_request/params", endpoint.request().params(), known);
    Template body = endpoint.request().body();
    if (body != null) {
      requireKnown("token_request/body", body.references(), known);
    }
    NextCall then = endpoint.then();
    if (then != null) {
      Set<Reference> brought = brought(endpoint.response());
      guardedUrl("then/url", then.url(), union(open, captures(endpoint.response())));
      requireKnown("then/params", then.params(), union(known, brought));
    }
    tokenCaptures.addAll(captures(endpoint.response()));
    tokens.addAll(ReferenceSets.of(Root.SECRET, endpoint.response().tokens().keySet()));
  }

  /** What a token request may show beside what is open. */
  private Set<Reference> shown(TokenEndpoint endpoint) {
    Set<Reference> signed = endpoint.assertion() == null ? Set.of() : Set.of(Assertion.JWT);
    return union(secretFields, Reference.OF_THE_MOMENT, signed);
  }

  private void check(ClientForm client, Set<Reference> open) {
    ClientAssertion signed = client.assertion();
    if (signed != null) {
      requireKnown("client_assertion/header", signed.header(), open);
    }
  }

  /** Whoever gets it reads it, so no secret stands in it. */
  private void check(Assertion assertion, Set<Reference> open) {
    if (!secretFields.contains(new Reference(Root.SECRET, assertion.key()))) {
      throw new InvalidDefinitionPart("assertion/key", "is not a secret field");
    }
    Set<Reference> known = union(open, Reference.OF_THE_MOMENT);
    requireKnown("assertion/header", assertion.header(), known);
    requireKnown("assertion/claims", assertion.claims(), known);
  }

  private static Set<Reference> captures(TokenResponse response) {
    return ReferenceSets.of(Root.CAPTURE, response.capture().keySet());
  }

  /** What an answer brings for the request after it. */
  private static Set<Reference> brought(TokenResponse response) {
    return union(captures(response), ReferenceSets.of(Root.SECRET, response.tokens().keySet()));
  }

  private void checkNamesOnce() {
    Set<String> names = new HashSet<>();
    for (AuthName name : AuthNames.of(fields, scheme)) {
      if (!names.add(name.name())) {
        throw new InvalidDefinitionPart(
            "", "the name " + name.name() + " stands for two of: field, token, capture");
      }
    }
    for (Reference token : tokens) {
      if (secretFields.contains(token)) {
        throw new InvalidDefinitionPart("", "the name " + token.name() + " is field and token");
      }
    }
  }

  private void checkApi(Api api) {
    Set<Reference> open = union(open(), choiceCapture);
    if (api.baseUrl() != null) {
      url("api/base_url", api.baseUrl(), open);
    }
    Set<Reference> credentials = union(open, secretFields, tokens, Reference.OF_THE_MOMENT);
    for (int i = 0; i < api.credentials().size(); i++) {
      requireKnown("api/credentials/" + i, api.credentials().get(i).references(), credentials);
    }
    requireKnown("api/headers", api.headers(), union(open, Reference.OF_THE_MOMENT));
    Verification verification = api.verification();
    if (verification != null) {
      request("api/verify", verification.request(), open);
    }
    SecretInUrl.check(api, scheme, identity);
  }

  private void check(IdentityLookup identity) {
    if (scheme instanceof Keys && identity.from() != IdentityLookup.Source.USERINFO) {
      throw new InvalidDefinitionPart("identity/from", "a key has no answer but from: userinfo");
    }
    RequestTemplate request = identity.request();
    if (request != null) {
      request("identity/request", request, open());
    }
  }

  private Set<Reference> open() {
    return union(inputs, callbackCaptures, tokenCaptures);
  }

  private void request(String part, RequestTemplate request, Set<Reference> known) {
    url(part + "/url", request.url(), known);
    Set<Reference> withMoment = union(known, Reference.OF_THE_MOMENT);
    requireKnown(part + "/headers", request.headers(), withMoment);
    Template body = request.body();
    if (body != null) {
      requireKnown(part + "/body", body.references(), withMoment);
    }
  }

  private void url(String part, UrlTemplate url, Set<Reference> known) {
    urls.add(new MethodUrl(part, url));
    requireKnown(part, url.references(), known);
    for (Reference reference : url.hostReferences()) {
      if (reference.root() != Root.CAPTURE || hosts.guards(reference.name())) {
        continue;
      }
      // Anyone can edit a callback URL; a host from there would receive codes and tokens.
      if (callbackCaptures.contains(reference)) {
        throw new InvalidDefinitionPart(
            part, reference + " comes from the callback: not in a host without hosts");
      }
      unguarded.add(UnguardedHost.of(part, reference));
    }
  }

  /**
   * The OAuth client's own secret goes to these URLs: an end user must not be free to say where.
   * What end users typed themselves may go where they say.
   */
  private void guardedUrl(String part, UrlTemplate url, Set<Reference> known) {
    url(part, url, known);
    if (scheme instanceof TypedGrant) {
      return;
    }
    Set<Reference> deciding = url.hostReferences();
    for (InputField field : fields) {
      boolean typed = field.rules().options().isEmpty();
      if (typed && deciding.contains(new Reference(Root.INPUT, field.name()))) {
        OpenGuards.check(part, url, field).ifPresent(unguarded::add);
      }
    }
  }
}
