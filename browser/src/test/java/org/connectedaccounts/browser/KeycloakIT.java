package org.connectedaccounts.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static com.microsoft.playwright.options.AriaRole.STATUS;
import static org.connectedaccounts.browser.Words.button;
import static org.connectedaccounts.browser.Words.heading;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.connectedaccounts.bootstrap.keycloak.KeycloakServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Signing in and consenting at the pages of an authorization server that nobody here wrote. */
@Tag("keycloak")
class KeycloakIT extends BrowserTest {
  private static final String CONTINUE = "Continue to Keycloak";

  private static KeycloakServer keycloak;
  private static Service caller;

  KeycloakIT() {
    super(caller);
  }

  @BeforeAll
  static void start() throws IOException, InterruptedException {
    Chromium.running();
    keycloak = KeycloakServer.start();
    caller = Service.allowing("127.0.0.1/32");
  }

  @AfterAll
  static void stop() {
    if (caller != null) {
      caller.stop();
    }
    if (keycloak != null) {
      keycloak.close();
    }
  }

  @BeforeEach
  void putApp() {
    // What Keycloak's pages fetch and say is its own.
    complaints.expect("http://" + keycloak.issuer().getAuthority() + "/");
    workspace.api().put("/v1/apps/keycloak", definition());
    workspace
        .api()
        .put(
            "/v1/oauth-clients/keycloak",
            Map.of(
                "client_id", KeycloakServer.CLIENT_ID,
                "client_secret", KeycloakServer.CLIENT_SECRET));
  }

  @Test
  void aLoginInAWindowGoesOnInThePageThatWaits() {
    Page page = open(session().link());
    Page login = page.context().waitForPage(() -> button(page, CONTINUE).click());

    signIn(login, KeycloakServer.ADA);
    button(login, "Yes").click();

    page.waitForURL(product.origin() + "/return?**");
    assertThat(page.getByRole(STATUS)).containsText("completed: acc_");
  }

  @Test
  void whereWindowsAreBlockedThePageItselfGoesThereAndBack() {
    BrowserContext visitor = visitor();
    visitor.addInitScript("window.open = () => null");
    Page page = visitor.newPage();
    page.navigate(session().link());
    button(page, CONTINUE).click();

    signIn(page, KeycloakServer.GRACE);
    button(page, "Yes").click();

    page.waitForURL(product.origin() + "/return?**");
    assertThat(page.getByRole(STATUS)).containsText("completed: acc_");
  }

  @Test
  void whoSaysNoThereIsToldSoHere() {
    Page page = open(session().link());
    Page login = page.context().waitForPage(() -> button(page, CONTINUE).click());

    signIn(login, KeycloakServer.ADA);
    button(login, "No").click();

    assertThat(heading(page, "Access was not allowed")).isVisible();
  }

  private Session session() {
    return workspace.session(
        Map.of("external_user_id", Workspace.USER, "apps", List.of("keycloak")));
  }

  private static void signIn(Page login, KeycloakServer.User user) {
    login.getByLabel("Username or email").fill(user.username());
    login.locator("input[name=password]").fill(user.password());
    button(login, "Sign In").click();
  }

  private static Map<String, Object> definition() {
    String issuer = keycloak.issuer().toString();
    Map<String, Object> method =
        Map.of(
            "id",
            "oauth",
            "type",
            "oauth2",
            "authorization_url",
            keycloak.authorizationUri().toString(),
            "token_url",
            keycloak.tokenUri().toString(),
            "issuer",
            issuer,
            "iss_required",
            true,
            "code_lifetime",
            60,
            "authorize_params",
            Map.of("prompt", "consent"),
            "scopes",
            Map.of("default", List.of("openid", "profile", "email")),
            "identity",
            Map.of("from", "id_token", "id", "sub", "name", "name", "email", "email"));
    return Map.of(
        "schema",
        1,
        "slug",
        "keycloak",
        "name",
        "Keycloak",
        "category",
        "testing",
        "auth",
        List.of(method));
  }
}
