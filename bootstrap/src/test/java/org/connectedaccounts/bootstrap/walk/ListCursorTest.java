package org.connectedaccounts.bootstrap.walk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.SoftAssertions.assertSoftly;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.connectedaccounts.bootstrap.journey.JourneyProfile;
import org.connectedaccounts.bootstrap.openapi.ProblemCheck;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A cursor leads on in the list that gave it, asked for in the same way, and nowhere else. */
@Tag("walk")
@QuarkusTest
@TestProfile(JourneyProfile.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ListCursorTest {

  private Tenant tenant = new Tenant("", "", "", Map.of());

  @BeforeEach
  void open() {
    if (tenant.key().isEmpty()) {
      tenant = Tenant.create("cursors");
      for (String name : List.of("one", "two")) {
        String account =
            """
            {"app": "%s", "auth": "key", "fields": {"api_key": "k-%s"}, "nickname": "%s",
             "external_user_id": "%s"}
            """
                .formatted(tenant.id("app"), name, name, tenant.id("external_user_id"));
        Calls.done(Calls.json(tenant.key(), account).post("/v1/accounts"));
      }
    }
  }

  @Test
  void cursorWhenNobodyGaveItThenRefusedByEveryList() {
    assertThat(lists()).hasSizeGreaterThanOrEqualTo(8);
    assertSoftly(
        softly -> {
          for (Operation list : lists()) {
            for (String cursor : WrongUris.BAD_CURSORS) {
              softly
                  .assertThatCode(() -> isRefused(page(list, "cursor=" + cursor)))
                  .as(list + " " + cursor)
                  .doesNotThrowAnyException();
            }
          }
        });
  }

  @Test
  void cursorWhenTheFilterIsTheSameThenLeadsOn() {
    String user = "external_user_id=" + tenant.id("external_user_id");
    Response first = accounts(user + "&limit=2");
    Response rest = accounts(user + "&limit=5&cursor=" + next(first));

    assertThat(first.jsonPath().getList("data.id")).hasSize(2);
    assertThat(rest.jsonPath().getList("data.id"))
        .hasSize(1)
        .doesNotContainAnyElementsOf(first.jsonPath().getList("data.id"));
  }

  @Test
  void cursorWhenTheFilterIsAnotherThenRefused() {
    String user = "external_user_id=" + tenant.id("external_user_id");
    String all = next(accounts("limit=1"));
    String ofUser = next(accounts(user + "&limit=1"));

    for (String filter : List.of(user, "q=o", "status=active", "app=" + tenant.id("app"))) {
      isRefused(accounts(filter + "&cursor=" + all));
    }
    isRefused(accounts("cursor=" + ofUser));
    isRefused(accounts("external_user_id=somebody&cursor=" + ofUser));
    isRefused(accounts("q=" + tenant.id("external_user_id") + "&cursor=" + ofUser));
    isRefused(accounts(user + "&status=active&cursor=" + ofUser));

    String apps = next(apps("limit=1"));
    for (String filter : List.of("q=a", "category=chat", "auth_type=key", "connectable=true")) {
      isRefused(apps(filter + "&cursor=" + apps));
    }
    isRefused(apps("cursor=" + next(apps("connectable=false&limit=1"))));
  }

  @Test
  void cursorWhenOfAnotherListThenRefused() {
    String cursor = next(accounts("limit=1"));
    assertSoftly(
        softly ->
            lists().stream()
                .filter(list -> !list.path().equals("/v1/accounts"))
                .forEach(
                    list ->
                        softly
                            .assertThatCode(() -> isRefused(page(list, "cursor=" + cursor)))
                            .as(list.toString())
                            .doesNotThrowAnyException()));
  }

  private Response accounts(String query) {
    return Calls.unchecked(tenant.key()).get("/v1/accounts?" + query);
  }

  private Response apps(String query) {
    return Calls.unchecked(tenant.key()).get("/v1/apps?" + query);
  }

  private Response page(Operation list, String query) {
    String token = list.isOnlyFor("operatorKey") ? Tokens.OPERATOR_KEY : tenant.key();
    return Calls.unchecked(token).get(Samples.fill(list.path(), tenant.names()) + "?" + query);
  }

  private static String next(Response page) {
    return Objects.requireNonNull(
        Calls.done(page).jsonPath().getString("next_cursor"), page.asString());
  }

  private static void isRefused(Response answer) {
    ProblemCheck.of(answer).hasStatus(400).hasCode("invalid_cursor").doesNotEcho(WrongBodies.SENT);
  }

  private static List<Operation> lists() {
    return Operation.needingKeys().filter(Operation::isList).toList();
  }
}
