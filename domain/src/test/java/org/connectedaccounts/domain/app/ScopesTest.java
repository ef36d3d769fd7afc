package org.connectedaccounts.domain.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Scopes of a second token are asked for by a parameter of their own, and kept apart by name. */
class ScopesTest {

  private static final Scopes TWO =
      new Scopes(
          List.of("read"),
          ",",
          "scope",
          new SecondScopes("user:", "user_scope", new DottedPath("authed_user.scope")));

  @Test
  void askedThenEachParameterHasItsOwn() {
    assertThat(TWO.query(List.of("read", "user:search", "write", "user:chat:write")))
        .containsExactly(entry("scope", "read,write"), entry("user_scope", "search,chat:write"));
    assertThat(TWO.query(List.of("read"))).containsExactly(entry("scope", "read"));
    assertThat(TWO.query(List.of("user:search"))).containsExactly(entry("user_scope", "search"));
    assertThat(TWO.query(List.of())).isEmpty();
    assertThat(Scopes.NONE.query(List.of("user:a"))).containsExactly(entry("scope", "user:a"));
  }

  @Test
  void refreshThatTellsNothingOfTheSecondThenItStays() {
    List<String> before = List.of("read", "write", "user:search");

    assertThat(TWO.refreshed(before, List.of("read"))).containsExactly("read", "user:search");
    assertThat(TWO.refreshed(before, List.of("read", "user:chat")))
        .containsExactly("read", "user:chat");
    assertThat(Scopes.NONE.refreshed(before, List.of("read"))).containsExactly("read");
  }
}
