package org.connectedaccounts.adapters.out.oauth;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.connectedaccounts.application.port.ClientRegistrar;
import org.connectedaccounts.application.port.Egress;
import org.connectedaccounts.domain.Secret;
import org.connectedaccounts.domain.app.ClientAuth;
import org.connectedaccounts.domain.app.DottedPath;
import org.connectedaccounts.domain.app.UrlTemplate;
import org.jspecify.annotations.Nullable;

/** Dynamic client registration (RFC 7591) over the one way out. */
@Singleton
class EgressClientRegistrar implements ClientRegistrar {

  private static final Duration DEADLINE = Duration.ofSeconds(20);

  private final Egress egress;

  EgressClientRegistrar(Egress egress) {
    this.egress = egress;
  }

  @Override
  public Answer register(Wanted wanted) {
    return Rendering.of(() -> request(wanted))
        .map(request -> read(egress.send(request), wanted))
        .orElseGet(DestinationRefused::new);
  }

  private static Answer read(Egress.Answer answer, Wanted wanted) {
    return switch (answer) {
      case Egress.Answered answered -> read(answered, wanted);
      case Egress.NotSent(var cause) when cause == Egress.Cause.DESTINATION_REFUSED ->
          new DestinationRefused();
      case Egress.NotSent _, Egress.Lost _ -> new Unreachable();
    };
  }

  private static Egress.Request request(Wanted wanted) {
    Map<String, String> headers = new HashMap<>();
    headers.put("Accept", "application/json");
    headers.put("Content-Type", "application/json");
    Secret invitation = wanted.initialAccessToken();
    if (invitation != null) {
      headers.put("Authorization", "Bearer " + invitation.reveal());
    }
    UrlTemplate place = Objects.requireNonNull(wanted.method().registrationUrl());
    return new Egress.Request(
        Rendering.onBehalf(wanted.app()),
        "POST",
        Rendering.url(place.toString()),
        headers,
        metadata(wanted).toString().getBytes(StandardCharsets.UTF_8),
        DEADLINE);
  }

  /** RFC 7591, 2. */
  private static ObjectNode metadata(Wanted wanted) {
    ObjectNode client = JsonNodeFactory.instance.objectNode();
    client.put("client_name", wanted.name());
    client.putArray("redirect_uris").add(wanted.redirectUri());
    client.putArray("grant_types").add("authorization_code").add("refresh_token");
    client.putArray("response_types").add("code");
    client.put("token_endpoint_auth_method", name(wanted.method().tokens().client().way()));
    if (!wanted.scopes().isEmpty()) {
      client.put("scope", String.join(" ", wanted.scopes()));
    }
    return client;
  }

  private static String name(ClientAuth way) {
    return switch (way) {
      case POST -> "client_secret_post";
      case BASIC -> "client_secret_basic";
      case NONE -> "none";
      case PRIVATE_KEY_JWT -> "private_key_jwt";
      case CLIENT_SECRET_JWT -> "client_secret_jwt";
    };
  }

  private static Answer read(Egress.Answered answered, Wanted wanted) {
    Object tree = AnswerBody.tree(answered);
    if (answered.status() == 201 || answered.status() == 200) {
      return registered(tree, wanted.method().tokens().client().way());
    }
    if (answered.status() >= 500 || answered.status() == 429) {
      return new Unreachable();
    }
    Secret invitation = wanted.initialAccessToken();
    List<String> sent = invitation == null ? List.of() : List.of(invitation.reveal());
    return new Refused(
        OAuthError.in(tree, null, sent)
            .map(EgressClientRegistrar::words)
            .orElse("The server registers no client: it answered " + answered.status() + "."));
  }

  private static String words(OAuthError error) {
    String more = error.description() == null ? "" : " (" + error.description() + ")";
    return "The server registers no client: " + error.code() + more + ".";
  }

  /** What the server chose instead of what was asked for counts (RFC 7591, 3.2.1). */
  private static Answer registered(@Nullable Object tree, ClientAuth wanted) {
    Optional<String> id = text("client_id", tree);
    if (id.isEmpty()) {
      return new Refused("The server answered without a client_id.");
    }
    String way = text("token_endpoint_auth_method", tree).orElse(name(wanted));
    if (!way.equals(name(wanted))) {
      return new Refused(
          "The server's client shows itself by another way than the definition says; write the"
              + " client_auth that stands for "
              + known(way)
              + " and register again.");
    }
    Secret secret = text("client_secret", tree).map(Secret::of).orElse(null);
    if (wanted == ClientAuth.NONE) {
      return new Registered(id.get(), null);
    }
    return secret == null
        ? new Refused("The server answered without a client_secret; write client_auth: none.")
        : new Registered(id.get(), secret);
  }

  /** A server's own word is shown only if it is one of the registry's. */
  private static String known(String way) {
    return Arrays.stream(ClientAuth.values())
        .map(EgressClientRegistrar::name)
        .filter(way::equals)
        .findFirst()
        .orElse("what its documentation names");
  }

  private static Optional<String> text(String name, @Nullable Object tree) {
    return ProviderText.exact(new DottedPath(name), tree);
  }
}
