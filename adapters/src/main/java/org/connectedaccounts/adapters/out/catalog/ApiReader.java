package org.connectedaccounts.adapters.out.catalog;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.connectedaccounts.domain.app.Api;
import org.connectedaccounts.domain.app.CredentialPlacement;
import org.connectedaccounts.domain.app.Expectation;
import org.connectedaccounts.domain.app.RequestTemplate;
import org.connectedaccounts.domain.app.Template;
import org.connectedaccounts.domain.app.UrlTemplate;
import org.connectedaccounts.domain.app.Verification;

/** Reads {@code api}. */
final class ApiReader {

  private ApiReader() {}

  static Api read(Section section) {
    UrlTemplate baseUrl = section.parsed("base_url", UrlTemplate::parse);
    List<CredentialPlacement> credentials = section.sections("credentials", ApiReader::placement);
    Map<String, Template> headers = RequestReader.templates(section, "headers");
    Verification verification = section.section("verify", ApiReader::verification);
    return Faults.made(section, () -> new Api(baseUrl, credentials, headers, verification));
  }

  private static CredentialPlacement placement(Section section) {
    String in = section.text("in");
    return Faults.made(
        section,
        () ->
            switch (in) {
              case "header" ->
                  new CredentialPlacement.Header(
                      section.text("name"), value(section, "value"), optional(section));
              case "query" ->
                  new CredentialPlacement.Query(
                      section.text("name"), value(section, "value"), optional(section));
              case "body" ->
                  new CredentialPlacement.Body(section.text("name"), value(section, "value"));
              case "url" -> new CredentialPlacement.Url(value(section, "value"));
              case "basic" ->
                  new CredentialPlacement.Basic(
                      value(section, "username"), value(section, "password"));
              default ->
                  throw section.fault("in", "must be one of header, query, basic, url, body");
            });
  }

  private static boolean optional(Section section) {
    return section.truth("optional", false);
  }

  private static Template value(Section section, String name) {
    return section.required(name, Template::parse);
  }

  private static Verification verification(Section section) {
    RequestTemplate request = RequestReader.request(section);
    Set<Integer> ok = statuses(section, "ok", Verification.OK);
    Set<Integer> rejected = statuses(section, "rejected", Verification.REJECTED);
    Expectation okWhen = section.section("ok_when", RequestReader::expectation);
    return Faults.made(section, () -> new Verification(request, ok, rejected, okWhen));
  }

  private static Set<Integer> statuses(Section section, String name, Set<Integer> otherwise) {
    return section.has(name) ? Set.copyOf(section.numbers(name)) : otherwise;
  }
}
