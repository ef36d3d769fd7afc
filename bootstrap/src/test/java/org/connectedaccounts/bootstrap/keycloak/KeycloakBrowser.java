package org.connectedaccounts.bootstrap.keycloak;

import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.connectedaccounts.testing.Browser;

/**
 * A user at Keycloak's pages: signs in, accepts or cancels, and answers where Keycloak then sends
 * the browser, which is not visited. Each instance is a browser of its own, signed out at first.
 * Keycloak remembers a consent and does not ask again, unless the request says {@code
 * prompt=consent}.
 */
public final class KeycloakBrowser {

  private static final int MOST_PAGES = 5;
  private static final Pattern FORM_ACTION = Pattern.compile("<form[^>]*\\saction=\"([^\"]+)\"");
  private static final Pattern HIDDEN_CODE =
      Pattern.compile("<input type=\"hidden\" name=\"code\" value=\"([^\"]+)\"");
  private static final Pattern TITLE =
      Pattern.compile("id=\"kc-page-title\">(.*?)</h1>", Pattern.DOTALL);

  private final Browser browser = new Browser();
  private final String keycloak;

  public KeycloakBrowser(KeycloakServer server) {
    this.keycloak = "http://" + server.issuer().getAuthority() + "/";
  }

  /** Signs in, says yes, and answers the redirect with {@code code} and {@code state}. */
  public URI consent(URI authorization, KeycloakServer.User user) {
    return through(browser.get(authorization), user, "accept");
  }

  /** Signs in, says no, and answers the redirect with {@code error=access_denied}. */
  public URI deny(URI authorization, KeycloakServer.User user) {
    return through(browser.get(authorization), user, "cancel");
  }

  /**
   * As {@link #consent}, from a page of ours that redirects to Keycloak, and on to the callback:
   * the answer is what the service said to the browser there.
   */
  public Browser.Page consentAndReturn(URI authorization, KeycloakServer.User user) {
    return browser.get(consent(authorization, user));
  }

  private URI through(Browser.Page from, KeycloakServer.User user, String button) {
    Browser.Page page = from;
    for (int pages = 0; pages < MOST_PAGES; pages++) {
      page = browser.walk(page, location -> !location.toString().startsWith(keycloak));
      if (page.location().isPresent()) {
        return page.location().get();
      }
      page = browser.post(action(page), answers(page, user, button));
    }
    throw new IllegalStateException("still at Keycloak after " + MOST_PAGES + " pages");
  }

  private static Map<String, String> answers(
      Browser.Page page, KeycloakServer.User user, String button) {
    Map<String, String> form = new HashMap<>();
    Matcher code = HIDDEN_CODE.matcher(page.body());
    if (page.body().contains("id=\"kc-form-login\"")) {
      form.put("username", user.username());
      form.put("password", user.password());
    } else if (page.body().contains("id=\"kc-oauth\"") && code.find()) {
      form.put("code", code.group(1));
      form.put(button, "");
    } else {
      throw unexpected(page);
    }
    return form;
  }

  private static URI action(Browser.Page page) {
    Matcher action = FORM_ACTION.matcher(page.body());
    if (!action.find()) {
      throw unexpected(page);
    }
    return page.uri().resolve(action.group(1).replace("&amp;", "&"));
  }

  private static IllegalStateException unexpected(Browser.Page page) {
    Matcher title = TITLE.matcher(page.body());
    String told = title.find() ? title.group(1).strip() : "a page that is no form";
    return new IllegalStateException(page.status() + " from Keycloak: " + told);
  }
}
