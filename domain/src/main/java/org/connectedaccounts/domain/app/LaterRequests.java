package org.connectedaccounts.domain.app;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.connectedaccounts.domain.app.Template.Hole;
import org.jspecify.annotations.Nullable;

/**
 * What of a method is sent for an account that is there: for its next token, to verify it, to end
 * its grant. Consent, choice and identity came before. Left out is what a request goes without
 * where a value is missing.
 */
final class LaterRequests {

  private final List<Template> all = new ArrayList<>();

  private LaterRequests() {}

  static List<Template> of(AuthMethod method) {
    LaterRequests requests = new LaterRequests();
    switch (method.scheme()) {
      case OAuth2 oauth -> {
        requests.refresh(oauth);
        requests.revocation(oauth.revocation());
        requests.verification(method.api());
      }
      case ClientCredentials typed -> requests.typed(typed.tokens());
      case TokenExchange typed -> requests.typed(typed.tokens());
      case SignedToken signed -> requests.assertion(signed.assertion());
      case Keys _ -> requests.verification(method.api());
    }
    return List.copyOf(requests.all);
  }

  private void refresh(OAuth2 oauth) {
    RefreshRequest refresh = oauth.refresh().request();
    UrlTemplate url = refresh.url();
    url(url != null ? url : oauth.tokens().url());
    endpoint(oauth.tokens());
    values(refresh.params());
  }

  private void typed(TokenEndpoint endpoint) {
    url(endpoint.url());
    endpoint(endpoint);
    Template body = endpoint.request().body();
    if (body != null) {
      all.add(body);
    }
    NextCall then = endpoint.then();
    if (then != null) {
      url(then.url());
      values(then.params());
    }
  }

  /** What a request to the token endpoint carries, whatever it asks for. */
  private void endpoint(TokenEndpoint endpoint) {
    values(endpoint.request().headers());
    values(endpoint.request().params());
    ClientAssertion client = endpoint.client().assertion();
    if (client != null) {
      values(client.header());
    }
    Assertion assertion = endpoint.assertion();
    if (assertion != null) {
      assertion(assertion);
    }
  }

  private void assertion(Assertion assertion) {
    var key = new Reference(Reference.Root.SECRET, assertion.key());
    all.add(new Template(List.of(new Hole(key))));
    values(assertion.header());
    values(assertion.claims());
  }

  private void revocation(@Nullable Revocation revocation) {
    if (revocation != null) {
      url(revocation.url());
      values(revocation.request().headers());
      values(revocation.request().params());
    }
  }

  private void verification(Api api) {
    Verification verification = api.verification();
    if (verification == null) {
      return;
    }
    RequestTemplate request = verification.request();
    url(request.url());
    values(request.headers());
    Template body = request.body();
    if (body != null) {
      all.add(body);
    }
    api.credentials().stream()
        .filter(placement -> !placement.optional())
        .forEach(placement -> all.addAll(placement.templates()));
  }

  private void url(UrlTemplate url) {
    all.add(url.template());
  }

  private void values(Map<String, Template> templates) {
    all.addAll(templates.values());
  }
}
