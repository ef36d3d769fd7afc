package org.connectedaccounts.testing;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.connectedaccounts.testing.TokenLedger.Kind;

/** What lies behind a token: the API, the person, the sites; and the way to revoke (RFC 7009). */
final class ResourceEndpoints {

  private static final Reply UNAUTHORIZED =
      Reply.oauthError(401, "invalid_token")
          .header("WWW-Authenticate", "Bearer error=\"invalid_token\"");

  private final ProviderState state;

  ResourceEndpoints(ProviderState state) {
    this.state = state;
  }

  /** OpenID Connect userinfo: a live access token only. */
  Reply userinfo(ReceivedRequest request) {
    return request
        .bearer()
        .flatMap(this::holder)
        .map(grant -> Reply.json(200, describe(grant.person(), "sub")))
        .orElse(UNAUTHORIZED);
  }

  /** The sites that a token reaches, as Atlassian lists them. */
  Reply sites(ReceivedRequest request) {
    return request
        .bearer()
        .flatMap(this::holder)
        .map(grant -> Reply.json(200, state.sites))
        .orElse(UNAUTHORIZED);
  }

  /** An API that takes a live access token, an API key in any usual place, or a login. */
  Reply api(ReceivedRequest request) {
    Optional<Person> caller =
        request
            .bearer()
            .flatMap(this::holder)
            .map(MintedToken.Grant::person)
            .or(() -> login(request))
            .or(() -> key(request));
    return caller.map(person -> Reply.json(200, describe(person, "id"))).orElse(UNAUTHORIZED);
  }

  Reply revoke(ReceivedRequest request) {
    String value = request.form("token").or(() -> request.query("token")).orElse("");
    boolean allowed =
        switch (state.revocationAuth) {
          case CLIENT -> ClientCheck.authenticate(request, state).isPresent();
          case BEARER -> request.bearer().flatMap(this::holder).isPresent();
          case NONE -> true;
        };
    if (!allowed) {
      return Reply.oauthError(401, "invalid_client");
    }
    Optional<MintedToken> token =
        state.ledger.find(value.isEmpty() ? request.bearer().orElse("") : value);
    Instant now = state.now();
    token.ifPresent(
        found ->
            state.ledger.revokeWhere(
                other ->
                    state.grantsShared
                        ? other.isSibling(found.grant())
                        : other == found
                            || (found.kind() == Kind.REFRESH
                                && other.grantId().equals(found.grantId())),
                now));
    return Reply.status(200);
  }

  private Optional<MintedToken.Grant> holder(String value) {
    Instant now = state.now();
    Optional<MintedToken> live =
        state
            .ledger
            .present(Kind.ACCESS, value, now)
            .filter(token -> token.isUsable() && !token.isExpired(now));
    if (live.isEmpty()) {
      state.ledger.refuse(Kind.ACCESS, value, now);
    }
    return live.map(MintedToken::grant);
  }

  private Optional<Person> login(ReceivedRequest request) {
    return request
        .basic()
        .filter(
            pair ->
                pair.password().equals(state.basicLogins.get(pair.username()))
                    || state.apiKeys.contains(pair.username())
                    || state.apiKeys.contains(pair.password()))
        .map(pair -> state.person);
  }

  private Optional<Person> key(ReceivedRequest request) {
    return Stream.of(
            request.headers("x-api-key"),
            request.headers("authorization"),
            request.bearer().stream().toList(),
            request.query().getOrDefault("api_key", List.of()))
        .flatMap(List::stream)
        .filter(state.apiKeys::contains)
        .findFirst()
        .map(known -> state.person);
  }

  private static Map<String, Object> describe(Person person, String idName) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put(idName, person.subject());
    members.put("name", person.name());
    members.put("email", person.email());
    return members;
  }
}
