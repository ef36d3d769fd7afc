package org.connectedaccounts.adapters.out.oauth;

import java.net.URI;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.connectedaccounts.application.port.AuthorizationServer.ClientAuthentication;
import org.connectedaccounts.application.port.Egress;
import org.connectedaccounts.domain.Secret;
import org.connectedaccounts.domain.app.BodyFormat;
import org.connectedaccounts.domain.app.Reference;
import org.connectedaccounts.domain.app.UnrenderableTemplate;
import org.connectedaccounts.domain.credential.Credential;

/**
 * A request as the definition writes it, which an extension finishes.
 *
 * @param params of a token request, in their order; empty for others
 * @param client of a token request
 * @param known what the account holds
 * @param now of this request
 */
record Draft(
    Egress.Request request,
    Map<String, String> params,
    ClientAuthentication client,
    Credential known,
    Instant now) {

  /** A field that is not secret. */
  String input(String name) {
    String value = known.inputs().get(name);
    if (value == null) {
      throw missing(Reference.Root.INPUT, name);
    }
    return value;
  }

  Secret secret(String name) {
    Secret value = known.secrets().get(name);
    if (value == null) {
      throw missing(Reference.Root.SECRET, name);
    }
    return value;
  }

  private static UnrenderableTemplate missing(Reference.Root root, String name) {
    return new UnrenderableTemplate(new Reference(root, name), "has no value");
  }

  Egress.Request withHeaders(Map<String, String> more) {
    Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    headers.putAll(request.headers());
    headers.putAll(more);
    return with(request.url(), headers, request.body());
  }

  Egress.Request withUrl(String url) {
    return with(Rendering.url(url), request.headers(), request.body());
  }

  Egress.Request withForm(Map<String, String> form) {
    return with(request.url(), request.headers(), WireFormat.body(BodyFormat.FORM, form));
  }

  private Egress.Request with(URI url, Map<String, String> headers, byte[] body) {
    return new Egress.Request(
        request.app(), request.method(), url, headers, body, request.deadline(), request.allowed());
  }

  /** Without what may be secret. */
  @Override
  public String toString() {
    return "Draft[" + request + "]";
  }
}
