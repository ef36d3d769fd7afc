package org.connectedaccounts.adapters.out.oauth;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.connectedaccounts.application.port.AuthorizationServer.ClientAuthentication;
import org.connectedaccounts.application.port.Egress;
import org.connectedaccounts.application.port.ProviderApi;
import org.connectedaccounts.domain.Refusal;
import org.connectedaccounts.domain.app.AppDefinition;
import org.connectedaccounts.domain.app.AuthMethod;
import org.connectedaccounts.domain.app.Choice;
import org.connectedaccounts.domain.app.IdentityLookup;
import org.connectedaccounts.domain.app.Moment;
import org.connectedaccounts.domain.app.OAuth2;
import org.connectedaccounts.domain.app.ProviderRequest;
import org.connectedaccounts.domain.app.Reference;
import org.connectedaccounts.domain.app.RequestTemplate;
import org.connectedaccounts.domain.app.UnrenderableTemplate;
import org.connectedaccounts.domain.app.Verification;
import org.connectedaccounts.domain.connect.SessionProgress.Option;
import org.connectedaccounts.domain.credential.Credential;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** The app's own API over the one way out, with the credentials where the definition puts them. */
@Singleton
class EgressProviderApi implements ProviderApi {

  private static final Duration PAUSE = Duration.ofSeconds(5);

  private final ExtendedEgress egress;
  private final Moments moments;
  private final Duration deadline;

  @Inject
  EgressProviderApi(
      ExtendedEgress egress,
      Moments moments,
      @ConfigProperty(name = "connected-accounts.oauth.probe-deadline", defaultValue = "10S")
          Duration deadline) {
    this.egress = egress;
    this.moments = moments;
    this.deadline = deadline;
  }

  @Override
  public Verdict verify(AppDefinition app, AuthMethod method, Credential credential) {
    Verification verification = method.api().verification();
    if (verification == null) {
      return Verdict.NO_PROBE;
    }
    try {
      Draft draft = draft(app, method, credential, verification.request());
      return switch (send(app, method, draft)) {
        case Egress.Answered answered -> Probe.judge(verification, answered);
        case Egress.NotSent(Egress.Cause cause) when cause == Egress.Cause.DESTINATION_REFUSED ->
            Verdict.DESTINATION_REFUSED;
        case Egress.NotSent _, Egress.Lost _ -> Verdict.UNREACHABLE;
      };
    } catch (UnrenderableTemplate e) {
      return unsendable(e.reference(), verification.request());
    } catch (Rendering.NoSuchUrl e) {
      return Verdict.DESTINATION_REFUSED;
    }
  }

  /** A key with a line break in it cannot be one; a host that is none is no destination. */
  private static Verdict unsendable(Reference reference, RequestTemplate request) {
    boolean host = request.url().hostReferences().contains(reference);
    return host ? Verdict.DESTINATION_REFUSED : Verdict.REJECTED;
  }

  @Override
  public Identified identify(AppDefinition app, AuthMethod method, Credential credential) {
    IdentityLookup lookup = method.identity();
    RequestTemplate template = lookup == null ? null : lookup.request();
    if (lookup == null || template == null) {
      return new Identified(Verdict.NO_PROBE, null);
    }
    return Rendering.of(() -> draft(app, method, credential, template))
        .map(draft -> identified(lookup, send(app, method, draft)))
        .orElseGet(() -> new Identified(Verdict.NO_PROBE, null));
  }

  private static Identified identified(IdentityLookup lookup, Egress.Answer answer) {
    return switch (answer) {
      case Egress.Answered answered when isSuccess(answered) -> {
        Object tree = AnswerBody.tree(answered);
        yield tree == null
            ? new Identified(Verdict.UNREACHABLE, null)
            : new Identified(Verdict.ACCEPTED, ProviderText.identity(lookup, tree).orElse(null));
      }
      case Egress.Answered answered -> new Identified(untold(answered.status()), null);
      case Egress.NotSent(var cause) when cause == Egress.Cause.DESTINATION_REFUSED ->
          new Identified(Verdict.DESTINATION_REFUSED, null);
      case Egress.NotSent _, Egress.Lost _ -> new Identified(Verdict.UNREACHABLE, null);
    };
  }

  /** A token may be good and its scopes not enough to ask: 403 and its like say no identity. */
  private static Verdict untold(int status) {
    return switch (status) {
      case 401 -> Verdict.REJECTED;
      case 408, 425, 429 -> Verdict.UNREACHABLE;
      default -> status >= 400 && status < 500 ? Verdict.ACCEPTED : Verdict.UNREACHABLE;
    };
  }

  @Override
  public List<Option> options(AppDefinition app, AuthMethod method, Credential credential) {
    Choice choice = method.scheme() instanceof OAuth2 oauth ? oauth.choice() : null;
    if (choice == null) {
      return List.of();
    }
    Object tree =
        Rendering.of(() -> draft(app, method, credential, choice.request()))
            .flatMap(draft -> told(send(app, method, draft)))
            .orElseThrow(EgressProviderApi::unlisted);
    if (!(choice.items().in(tree) instanceof List<?> items)) {
      throw unlisted();
    }
    List<Option> options = new ArrayList<>();
    for (Object item : items) {
      ProviderText.exact(choice.id(), item)
          .ifPresent(id -> options.add(new Option(id, label(choice, item, id))));
    }
    return List.copyOf(options);
  }

  private static String label(Choice choice, @Nullable Object item, String otherwise) {
    return ProviderText.readable(choice.label(), item).orElse(otherwise);
  }

  private static Refusal unlisted() {
    return Refusal.unavailable(
        Refusal.Code.PROVIDER_UNAVAILABLE,
        "The provider did not list what there is to choose from; try again.",
        PAUSE);
  }

  private static Optional<Object> told(Egress.Answer answer) {
    return answer instanceof Egress.Answered answered && isSuccess(answered)
        ? Optional.ofNullable(AnswerBody.tree(answered))
        : Optional.empty();
  }

  private static boolean isSuccess(Egress.Answered answered) {
    return answered.status() >= 200 && answered.status() < 300;
  }

  private Egress.Answer send(AppDefinition app, AuthMethod method, Draft draft) {
    return egress.send(app, method.extensions().account(), draft);
  }

  private Draft draft(
      AppDefinition app, AuthMethod method, Credential credential, RequestTemplate template) {
    Moment moment = moments.next();
    var values = new CredentialValues(credential, method.hosts(), moment);
    ProviderRequest prepared = method.api().prepare(template, values);
    Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    headers.put("Accept", "application/json");
    headers.putAll(prepared.headers());
    String body = prepared.body();
    var request =
        new Egress.Request(
            Rendering.onBehalf(app),
            prepared.method(),
            Rendering.url(prepared.url()),
            headers,
            body == null ? new byte[0] : body.getBytes(StandardCharsets.UTF_8),
            deadline);
    return new Draft(request, Map.of(), ClientAuthentication.NONE, credential, moment.now());
  }
}
