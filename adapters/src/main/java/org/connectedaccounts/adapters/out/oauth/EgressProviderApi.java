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
import org.connectedaccounts.application.port.Egress;
import org.connectedaccounts.application.port.ProviderApi;
import org.connectedaccounts.domain.Refusal;
import org.connectedaccounts.domain.account.Identity;
import org.connectedaccounts.domain.app.AppDefinition;
import org.connectedaccounts.domain.app.AuthMethod;
import org.connectedaccounts.domain.app.Choice;
import org.connectedaccounts.domain.app.IdentityLookup;
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

  private final Egress egress;
  private final Duration deadline;

  @Inject
  EgressProviderApi(
      Egress egress,
      @ConfigProperty(name = "connected-accounts.oauth.probe-deadline", defaultValue = "10S")
          Duration deadline) {
    this.egress = egress;
    this.deadline = deadline;
  }

  @Override
  public Verdict verify(AppDefinition app, AuthMethod method, Credential credential) {
    Verification verification = method.api().verification();
    if (verification == null) {
      return Verdict.NO_PROBE;
    }
    try {
      Egress.Request request = request(app, method, credential, verification.request());
      return switch (egress.send(request)) {
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
  public Optional<Identity> identify(AppDefinition app, AuthMethod method, Credential credential) {
    IdentityLookup lookup = method.identity();
    RequestTemplate template = lookup == null ? null : lookup.request();
    if (lookup == null || template == null) {
      return Optional.empty();
    }
    return Rendering.of(() -> request(app, method, credential, template))
        .flatMap(request -> told(egress.send(request)))
        .flatMap(tree -> ProviderText.identity(lookup, tree));
  }

  @Override
  public List<Option> options(AppDefinition app, AuthMethod method, Credential credential) {
    Choice choice = method.scheme() instanceof OAuth2 oauth ? oauth.choice() : null;
    if (choice == null) {
      return List.of();
    }
    Object tree =
        Rendering.of(() -> request(app, method, credential, choice.request()))
            .flatMap(request -> told(egress.send(request)))
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
    return answer instanceof Egress.Answered answered
            && answered.status() >= 200
            && answered.status() < 300
        ? Optional.ofNullable(AnswerBody.tree(answered))
        : Optional.empty();
  }

  private Egress.Request request(
      AppDefinition app, AuthMethod method, Credential credential, RequestTemplate template) {
    ProviderRequest prepared = method.api().prepare(template, new CredentialValues(credential));
    Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    headers.put("Accept", "application/json");
    headers.putAll(prepared.headers());
    String body = prepared.body();
    return new Egress.Request(
        Rendering.onBehalf(app),
        prepared.method(),
        Rendering.url(prepared.url()),
        headers,
        body == null ? new byte[0] : body.getBytes(StandardCharsets.UTF_8),
        deadline);
  }
}
