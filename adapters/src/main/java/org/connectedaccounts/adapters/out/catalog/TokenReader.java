package org.connectedaccounts.adapters.out.catalog;

import java.util.Map;
import org.connectedaccounts.domain.app.BodyFormat;
import org.connectedaccounts.domain.app.DottedPath;
import org.connectedaccounts.domain.app.ErrorWhen;
import org.connectedaccounts.domain.app.Expiry;
import org.connectedaccounts.domain.app.NextCall;
import org.connectedaccounts.domain.app.Template;
import org.connectedaccounts.domain.app.TokenPath;
import org.connectedaccounts.domain.app.TokenRequest;
import org.connectedaccounts.domain.app.TokenResponse;
import org.connectedaccounts.domain.app.UrlTemplate;

/** Reads {@code token_request} and {@code token_response}. */
final class TokenReader {

  private TokenReader() {}

  static TokenRequest request(Section section) {
    String method = section.text("method", "POST");
    BodyFormat format = section.word("format", BodyFormat.class, BodyFormat.FORM);
    Map<String, Template> headers = RequestReader.templates(section, "headers");
    Map<String, Template> params = RequestReader.templates(section, "params");
    Template body = section.parsed("body", Template::parse);
    return Faults.made(section, () -> new TokenRequest(method, format, headers, params, body));
  }

  static NextCall then(Section section) {
    String method = section.text("method", "POST");
    UrlTemplate url = section.required("url", UrlTemplate::parse);
    Map<String, Template> params = RequestReader.templates(section, "params");
    return Faults.made(section, () -> new NextCall(method, url, params));
  }

  static TokenResponse response(Section section) {
    ErrorWhen errorWhen = section.section("error_when", TokenReader::errorWhen);
    Map<String, TokenPath> tokens =
        section.entries(
            "tokens", (pointer, node) -> tokenPath(Section.of(pointer, node, section.faults())));
    Map<String, DottedPath> capture = RequestReader.paths(section, "capture");
    DottedPath scopes = section.parsed("scopes_path", DottedPath::new);
    DottedPath refreshToken = section.parsed("refresh_token", DottedPath::new);
    Expiry expires = section.section("expires", TokenReader::expiry);
    return Faults.made(
        section,
        () ->
            new TokenResponse(
                errorWhen,
                section.has("tokens") ? tokens : TokenResponse.ONE_TOKEN,
                capture,
                scopes == null ? TokenResponse.PLAIN.scopesPath() : scopes,
                refreshToken,
                expires));
  }

  private static Expiry expiry(Section section) {
    return new Expiry(
        section.required("path", DottedPath::new),
        section.word("unit", Expiry.Unit.class, Expiry.Unit.SECONDS));
  }

  private static ErrorWhen errorWhen(Section section) {
    return new ErrorWhen(
        RequestReader.expectation(section), section.parsed("error_field", DottedPath::new));
  }

  private static TokenPath tokenPath(Section section) {
    TokenPath path =
        new TokenPath(section.required("path", DottedPath::new), section.truth("optional", false));
    section.refuseUnknown();
    return path;
  }
}
