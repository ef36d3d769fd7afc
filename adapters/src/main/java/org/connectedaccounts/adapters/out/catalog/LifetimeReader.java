package org.connectedaccounts.adapters.out.catalog;

import java.time.Duration;
import java.util.Map;
import org.connectedaccounts.domain.app.ProviderClass;
import org.connectedaccounts.domain.app.RefreshPolicy;
import org.connectedaccounts.domain.app.RefreshRequest;
import org.connectedaccounts.domain.app.RevokedToken;
import org.connectedaccounts.domain.app.Template;
import org.connectedaccounts.domain.app.TokenLifetime;
import org.connectedaccounts.domain.app.UrlTemplate;
import org.jspecify.annotations.Nullable;

/** Reads {@code refresh}: how tokens are renewed and how long they live. */
final class LifetimeReader {

  private LifetimeReader() {}

  static RefreshPolicy policy(Section section) {
    ProviderClass known = section.word("class", ProviderClass.class, ProviderClass.STRICT);
    Duration grace = seconds(section, "grace");
    RefreshRequest request = request(section);
    Duration assumedTtl = seconds(section, "assumed_ttl");
    Duration margin = seconds(section, "margin");
    Duration idleLimit = seconds(section, "idle_limit");
    Duration hardLimit = seconds(section, "hard_limit");
    return Faults.made(
        section,
        () ->
            new RefreshPolicy(
                known,
                grace,
                request,
                new TokenLifetime(assumedTtl, margin, idleLimit, hardLimit)));
  }

  private static RefreshRequest request(Section section) {
    String method = section.optionalText("method");
    UrlTemplate url = section.parsed("url", UrlTemplate::parse);
    boolean sendScope = section.truth("send_scope", false);
    String tokenParam = section.text("token_param", RefreshRequest.REFRESH_TOKEN);
    RevokedToken token = section.word("token", RevokedToken.class, RevokedToken.REFRESH);
    Map<String, Template> params = RequestReader.templates(section, "params");
    return Faults.made(
        section,
        () ->
            new RefreshRequest(
                method, url, sendScope, tokenParam, token == RevokedToken.ACCESS, params));
  }

  /** Client credentials have no refresh token, so only the access token's life can be told. */
  static TokenLifetime accessTokens(Section section) {
    Duration assumedTtl = seconds(section, "assumed_ttl");
    Duration margin = seconds(section, "margin");
    return Faults.made(section, () -> new TokenLifetime(assumedTtl, margin, null, null));
  }

  static @Nullable Duration seconds(Section section, String name) {
    Integer seconds = section.number(name);
    return seconds == null ? null : Duration.ofSeconds(seconds);
  }
}
