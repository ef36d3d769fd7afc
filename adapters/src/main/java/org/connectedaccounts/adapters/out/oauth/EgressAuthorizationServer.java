package org.connectedaccounts.adapters.out.oauth;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.BooleanSupplier;
import org.connectedaccounts.application.port.AuthorizationServer;
import org.connectedaccounts.application.port.AuthorizationServer.RevocationAnswer.Revoked;
import org.connectedaccounts.application.port.Egress;
import org.connectedaccounts.domain.Secret;
import org.connectedaccounts.domain.app.BodyFormat;
import org.connectedaccounts.domain.app.Moment;
import org.connectedaccounts.domain.app.NextCall;
import org.connectedaccounts.domain.app.OAuth2;
import org.connectedaccounts.domain.app.Revocation;
import org.connectedaccounts.domain.app.SignedToken;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Token and revocation endpoints over the one way out; the operator's fixed ones for client
 * credentials by the OIDC client.
 */
@Singleton
class EgressAuthorizationServer implements AuthorizationServer {

  private static final Logger LOG = Logger.getLogger(EgressAuthorizationServer.class);

  private static final Set<String> NOT_THE_CLIENT = Set.of("invalid_client", "unauthorized_client");

  private final ExtendedEgress egress;
  private final OidcClientCredentials oidc;
  private final Moments moments;
  private final Duration deadline;
  private final Sending usual;

  @Inject
  EgressAuthorizationServer(
      ExtendedEgress egress,
      OidcClientCredentials oidc,
      Moments moments,
      @ConfigProperty(name = "connected-accounts.oauth.token-deadline", defaultValue = "20S")
          Duration deadline) {
    this.egress = egress;
    this.oidc = oidc;
    this.moments = moments;
    this.deadline = deadline;
    this.usual = Sending.within(deadline);
  }

  @Override
  public TokenAnswer exchangeCode(
      Endpoint endpoint, Secret code, String redirectUri, @Nullable Secret codeVerifier) {
    TokenProfile profile = TokenProfile.of(endpoint.method());
    var sent = new TokenCalls.Code(code, redirectUri, codeVerifier);
    Asking asking = new Asking(profile, true, usual);
    return followed(
        endpoint,
        asking,
        answer(
            endpoint, asking, (as, moment) -> TokenCalls.exchangeCode(as, profile, moment, sent)));
  }

  @Override
  public TokenAnswer refresh(
      Endpoint endpoint, Secret refreshToken, List<String> scopes, Sending sending) {
    TokenProfile profile = TokenProfile.of(endpoint.method());
    return answer(
        endpoint,
        new Asking(profile, false, sending),
        (as, moment) -> TokenCalls.refresh(as, profile, moment, refreshToken, scopes));
  }

  @Override
  public TokenAnswer clientCredentials(Endpoint endpoint, List<String> scopes) {
    if (endpoint.method().scheme() instanceof SignedToken signed) {
      return SignedTokens.issue(endpoint, signed, moments.next());
    }
    TokenProfile profile = TokenProfile.of(endpoint.method());
    Asking asking = new Asking(profile, false, usual);
    return followed(
        endpoint,
        asking,
        answer(endpoint, asking, (as, moment) -> TokenCalls.typed(as, profile, moment, scopes)));
  }

  /** The second request, where the definition has one. */
  private TokenAnswer followed(Endpoint endpoint, Asking first, TokenAnswer answer) {
    NextCall then = first.profile().endpoint().then();
    if (then == null
        || !(answer instanceof Issued issued)
        // Nothing will be made of it, so nothing more is asked.
        || (first.firstGrant() && !issued.foreignHosts().isEmpty())) {
      return answer;
    }
    TokenAnswer second =
        once(
            SecondCall.knowing(endpoint, issued),
            first,
            (as, moment) -> TokenCalls.then(as, first.profile(), moment, then));
    return second instanceof Issued last ? SecondCall.merged(issued, last) : second;
  }

  /**
   * How a token is asked for.
   *
   * @param firstGrant whether the answer makes an account
   */
  private record Asking(TokenProfile profile, boolean firstGrant, Sending sending) {}

  /**
   * With the former secret as well, where the provider does not know the client by the new one: of
   * two secrets it may take the new one later than we do. Nothing was spent by such a refusal.
   */
  private TokenAnswer answer(
      Endpoint endpoint, Asking asking, BiFunction<Endpoint, Moment, TokenCall> making) {
    TokenAnswer answer = once(endpoint, asking, making);
    ClientAuthentication client = endpoint.client();
    if (client.former() == null
        || !(answer instanceof Refused refused)
        || !mayBeTheSecret(refused, asking.firstGrant())) {
      return answer;
    }
    LOG.warnf(
        "%s does not know the new secret of its OAuth client; the former one is tried as long as it"
            + " is kept",
        endpoint.app().slug());
    Endpoint before = endpoint.as(new ClientAuthentication(client.clientId(), client.former()));
    return once(before, asking, making);
  }

  /** At a first grant access_denied is what the user said. */
  private static boolean mayBeTheSecret(Refused refused, boolean firstGrant) {
    return NOT_THE_CLIENT.contains(refused.error())
        || (!firstGrant && refused.error().equals("access_denied"));
  }

  private TokenAnswer once(
      Endpoint endpoint, Asking asking, BiFunction<Endpoint, Moment, TokenCall> making) {
    Moment moment = moments.next();
    Optional<TokenCall> call = Rendering.of(() -> making.apply(endpoint, moment));
    if (call.isEmpty()) {
      return new NotSent(Egress.Cause.DESTINATION_REFUSED);
    }
    TokenAnswers answers =
        new TokenAnswers(
            asking.profile(),
            endpoint.client().clientId(),
            asking.firstGrant(),
            call.get().sent(),
            moments.now());
    Sent sent = new Sent(asking.sending(), moment.now());
    TokenAnswer answer = answers.of(send(endpoint, asking.profile(), call.get(), sent));
    if (answer instanceof Issued issued && !issued.foreignHosts().isEmpty()) {
      LOG.warnf(
          "A token answer of %s names a host that the definition does not allow, in its capture %s:"
              + " the value is not used",
          endpoint.app().slug(), String.join(", ", new TreeSet<>(issued.foreignHosts())));
    }
    return answer;
  }

  private Egress.Answer send(Endpoint endpoint, TokenProfile profile, TokenCall call, Sent sent) {
    String extension = endpoint.method().extensions().token();
    return extension == null && OidcClientCredentials.serves(endpoint, profile.endpoint(), call)
        ? oidc.ask(call, sent.sending().deadline())
        : egress.send(endpoint.app(), extension, draft(endpoint, profile, call, sent));
  }

  /** How and when. */
  private record Sent(Sending sending, Instant now) {}

  private static Draft draft(Endpoint endpoint, TokenProfile profile, TokenCall call, Sent sent) {
    BodyFormat format = profile.endpoint().request().format();
    Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    headers.putAll(call.headers());
    boolean get = call.method().equals("GET");
    if (!get) {
      headers.putIfAbsent("Content-Type", WireFormat.mediaType(format));
    }
    Map<String, String> params = new LinkedHashMap<>(call.params());
    call.proof().putInto(headers, params);
    var request =
        new Egress.Request(
            Rendering.onBehalf(endpoint.app()),
            call.method(),
            get ? Rendering.url(WireFormat.withQuery(call.url(), params)) : call.url(),
            headers,
            get ? new byte[0] : body(call, format, params),
            sent.sending().deadline(),
            sent.sending().allowed());
    return new Draft(request, params, endpoint.client(), endpoint.known(), sent.now());
  }

  private static byte[] body(TokenCall call, BodyFormat format, Map<String, String> params) {
    return call.body() == null
        ? WireFormat.body(format, params)
        : call.body().getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public RevocationAnswer revoke(Endpoint endpoint, BooleanSupplier allowed) {
    Sending sending = new Sending(deadline, allowed);
    RevocationAnswer answer = revokeOnce(endpoint, sending);
    ClientAuthentication client = endpoint.client();
    return answer.revoked() == Revoked.REFUSED && client.former() != null
        ? revokeOnce(
            endpoint.as(new ClientAuthentication(client.clientId(), client.former())), sending)
        : answer;
  }

  private RevocationAnswer revokeOnce(Endpoint endpoint, Sending sending) {
    Revocation revocation =
        endpoint.method().scheme() instanceof OAuth2 oauth ? oauth.revocation() : null;
    if (revocation == null) {
      return RevocationAnswer.NOT_SUPPORTED;
    }
    TokenProfile profile = TokenProfile.of(endpoint.method());
    Moment moment = moments.next();
    RevocationCall call = new RevocationCall(endpoint, profile, revocation, moment);
    Secret token = call.token();
    if (token == null) {
      return RevocationAnswer.NOT_SUPPORTED;
    }
    return Rendering.of(() -> call.request(token, sending))
        .map(
            request ->
                RevocationAnswers.of(
                    egress.send(
                        endpoint.app(),
                        endpoint.method().extensions().account(),
                        new Draft(
                            request, Map.of(), endpoint.client(), endpoint.known(), moment.now())),
                    profile.endpoint().response().errorWhen(),
                    token))
        .orElseGet(() -> RevocationAnswer.of(Revoked.DESTINATION_REFUSED));
  }
}
