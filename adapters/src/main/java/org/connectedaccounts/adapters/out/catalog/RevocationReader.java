package org.connectedaccounts.adapters.out.catalog;

import java.util.Map;
import org.connectedaccounts.domain.app.Revocation;
import org.connectedaccounts.domain.app.RevocationRequest;
import org.connectedaccounts.domain.app.RevokedToken;
import org.connectedaccounts.domain.app.Template;
import org.connectedaccounts.domain.app.UrlTemplate;

/** Reads {@code revocation}. */
final class RevocationReader {

  private RevocationReader() {}

  static Revocation read(Section section) {
    UrlTemplate url = section.required("url", UrlTemplate::parse);
    String method = section.text("method", "POST");
    Revocation.Auth auth = section.word("auth", Revocation.Auth.class, Revocation.Auth.CLIENT);
    RevokedToken token = section.word("token", RevokedToken.class, RevokedToken.REFRESH);
    String param = section.text("token_param", "token");
    Map<String, Template> headers = RequestReader.templates(section, "headers");
    Map<String, Template> params = RequestReader.templates(section, "params");
    return Faults.made(
        section,
        () ->
            new Revocation(
                url, method, auth, token, new RevocationRequest(param, headers, params)));
  }
}
