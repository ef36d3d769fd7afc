package org.connectedaccounts.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static com.microsoft.playwright.options.AriaRole.STATUS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.connectedaccounts.browser.Words.button;
import static org.connectedaccounts.browser.Words.heading;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The question that some apps leave open after the consent. */
class WhichSiteIT extends BrowserTest {

  private static final String QUESTION = "Which one should be used?";

  private static Service caller;

  private final SitesProvider provider = new SitesProvider();

  WhichSiteIT() {
    super(caller);
  }

  @BeforeAll
  static void start() {
    Chromium.running();
    caller = Service.allowing("127.0.0.1/32");
  }

  @AfterAll
  static void stop() {
    if (caller != null) {
      caller.stop();
    }
  }

  @BeforeEach
  void putApp() throws JsonProcessingException {
    // Where the consent leads to.
    complaints.expect(provider.issuer());
    workspace.api().put("/v1/apps/sites", definition());
    workspace
        .api()
        .put(
            "/v1/oauth-clients/sites",
            Map.of(
                "client_id", "any-client",
                "client_secret", "any-secret"));
  }

  @AfterEach
  void close() {
    provider.close();
  }

  private JsonNode definition() throws JsonProcessingException {
    return Api.JSON.readTree(
        """
        {"schema": 1, "slug": "sites", "name": "Sites", "category": "testing", "auth": [{
          "id": "oauth", "type": "oauth2",
          "authorization_url": "%1$s/oauth/authorize", "token_url": "%1$s/oauth/token",
          "issuer": "%1$s", "scopes": {"default": ["openid"]},
          "identity": {"from": "userinfo", "request": {"url": "%1$s/api/me"}, "id": "id",
            "name": "name"},
          "choose": {"request": {"url": "%1$s/api/sites"}, "items": "sites", "id": "id",
            "label": "name", "store_as": "site_id"},
          "api": {"credentials": [{"in": "header", "name": "Authorization",
            "value": "Bearer ${secret.oauth_access_token}"}]}}]}
        """
            .formatted(provider.issuer()));
  }

  private Session session() {
    return workspace.session(Map.of("external_user_id", Workspace.USER, "apps", List.of("sites")));
  }

  @Test
  void isAskedInTheWindowThatTheProductOpened() {
    Session session = session();
    Page opener = open(product.origin() + product.page(session, Product.Way.POP_UP));
    Page page = opener.waitForPopup(() -> button(opener, "Connect account").click());
    button(page, "Continue to Sites").click();

    assertThat(heading(page, QUESTION)).isVisible();
    assertThat(opener.getByRole(STATUS)).hasText("not completed: choice_required");
    assertThat(workspace.api().get("/v1/accounts").path("data")).isEmpty();
    button(page, "acme-test").click();

    assertThat(heading(page, "Connected as Ada Lovelace")).isVisible();
    String account = workspace.look(session).at("/account/id").asText();
    assertThat(workspace.api().get("/v1/accounts/" + account + "/credentials").at("/auths/site_id"))
        .hasToString("\"s2\"");
    page.waitForClose(() -> button(page, "Done").click());
  }

  @Test
  void isAskedInThePageThatCameBackWhereWindowsAreBlocked() {
    Session session = session();
    BrowserContext visitor = visitor();
    visitor.addInitScript("window.open = () => null");
    Page page = visitor.newPage();
    page.navigate(session.link());
    button(page, "Continue to Sites").click();
    page.waitForURL(product.origin() + "/return?**");
    assertThat(page.getByRole(STATUS)).hasText("not completed: choice_required");

    page.navigate(session.page());
    assertThat(heading(page, QUESTION)).isVisible();
    button(page, "acme-test").click();
    assertThat(heading(page, "Connected as Ada Lovelace")).isVisible();
  }
}
