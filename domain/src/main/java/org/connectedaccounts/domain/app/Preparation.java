package org.connectedaccounts.domain.app;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Puts the credentials of one account into requests of its app. */
final class Preparation {

  private final Api api;
  private final TemplateValues values;

  Preparation(Api api, TemplateValues values) {
    this.api = api;
    this.values = values;
  }

  ProviderRequest of(RequestTemplate request) {
    // Header names know no case: a request's own header replaces the app's, a credential both.
    Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    api.headers()
        .forEach(
            (name, value) -> {
              if (value.isComplete(values)) {
                headers.put(name, value.renderHeader(values));
              }
            });
    request.headers().forEach((name, value) -> headers.put(name, value.renderHeader(values)));
    String url = url(request.url());
    @Nullable Template written = request.body();
    @Nullable String body = written == null ? null : written.renderJson(values);
    for (CredentialPlacement placement : api.credentials()) {
      if (placement.optional() && !placement.isComplete(values)) {
        continue;
      }
      switch (placement) {
        case CredentialPlacement.Header header ->
            headers.put(header.name(), header.value().renderHeader(values));
        case CredentialPlacement.Basic basic -> headers.put("Authorization", basic(basic));
        case CredentialPlacement.Query query -> url = withQuery(url, query);
        case CredentialPlacement.Url inUrl -> {} // already in its place
        case CredentialPlacement.Body member -> body = withMember(body, member);
      }
    }
    if (body != null) {
      headers.putIfAbsent("Content-Type", "application/json");
    }
    return new ProviderRequest(request.method(), url, headers, body);
  }

  private String url(UrlTemplate url) {
    UrlTemplate base = api.baseUrl();
    for (CredentialPlacement placement : api.credentials()) {
      if (placement instanceof CredentialPlacement.Url(Template value) && base != null) {
        String rendered = url.render(values);
        String start = base.render(values);
        String secretPath = UrlTemplate.renderPath(value, values);
        return start + secretPath + rendered.substring(start.length());
      }
    }
    return url.render(values);
  }

  private String basic(CredentialPlacement.Basic basic) {
    String pair = basic.username().render(values) + ":" + basic.password().render(values);
    return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
  }

  private String withQuery(String url, CredentialPlacement.Query query) {
    String pair =
        UrlPosition.percentEncode(query.name())
            + "="
            + UrlPosition.percentEncode(query.value().render(values));
    return url + (url.contains("?") ? "&" : "?") + pair;
  }

  private String withMember(@Nullable String body, CredentialPlacement.Body member) {
    String pair = Json.member(member.name(), member.value().render(values));
    if (body == null || body.isBlank()) {
      return "{" + pair + "}";
    }
    String object = body.strip();
    String rest = object.substring(1).stripLeading();
    return "{" + pair + (rest.startsWith("}") ? "" : ",") + rest;
  }
}
