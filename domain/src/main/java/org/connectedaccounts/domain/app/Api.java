package org.connectedaccounts.domain.app;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The app's own HTTP API: where it is, where credentials go in a request, which headers every
 * request carries, and the probe that tells whether credentials work. Databases and the like have
 * none of it.
 */
public record Api(
    @Nullable UrlTemplate baseUrl,
    List<CredentialPlacement> credentials,
    Map<String, Template> headers,
    @Nullable Verification verification) {

  public static final Api NONE = new Api(null, List.of(), Map.of(), null);

  public Api {
    credentials = List.copyOf(credentials);
    headers = Names.ordered(headers);
    long inUrl = count(credentials, CredentialPlacement.Url.class);
    if (inUrl > 1) {
      throw new InvalidDefinitionPart("credentials", "has more than one in: url");
    }
    if (inUrl == 1 && baseUrl == null) {
      throw new InvalidDefinitionPart("base_url", "is needed where a credential goes into the URL");
    }
    if (inUrl == 1
        && baseUrl != null
        && verification != null
        && !verification.request().url().startsWith(baseUrl)) {
      throw new InvalidDefinitionPart(
          "verify/url", "begins with base_url where a credential goes into the URL");
    }
    if (count(credentials, CredentialPlacement.Body.class) > 0
        && verification != null
        && !verification.request().method().equals("POST")) {
      throw new InvalidDefinitionPart("verify/method", "is POST where a credential is in: body");
    }
  }

  private static long count(
      List<CredentialPlacement> credentials, Class<? extends CredentialPlacement> kind) {
    return credentials.stream().filter(kind::isInstance).count();
  }

  /**
   * The request with the app's headers and the credentials in their places. {@code values} must
   * know every reference of the request and of the placements; a header of the app whose value is
   * not known yet is left out (Xero's tenant, while the tenants to choose from are listed).
   */
  public ProviderRequest prepare(RequestTemplate request, TemplateValues values) {
    return new Preparation(this, values).of(request);
  }
}
