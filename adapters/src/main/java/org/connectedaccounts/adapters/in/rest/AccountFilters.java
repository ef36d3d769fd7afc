package org.connectedaccounts.adapters.in.rest;

import java.util.Arrays;
import java.util.List;
import org.connectedaccounts.application.port.ConnectedAccounts.Filter;
import org.connectedaccounts.domain.Refusal;
import org.connectedaccounts.domain.account.AccountStatus.State;
import org.jspecify.annotations.Nullable;

/** Reads which accounts are asked for. */
final class AccountFilters {

  private AccountFilters() {}

  @SuppressWarnings("NullAway") // it does not see that a status may be null, as State is nested
  static Filter of(
      @Nullable String app,
      @Nullable String externalUserId,
      @Nullable String status,
      @Nullable String text) {
    String wanted = Texts.orNull(status);
    String slug = Texts.orNull(app);
    return new Filter(
        slug == null ? null : Ids.app(slug),
        null,
        Texts.orNull(externalUserId),
        wanted == null ? null : state(wanted),
        Texts.orNull(text),
        List.of());
  }

  private static State state(String text) {
    return Arrays.stream(State.values())
        .filter(state -> state.text().equals(text))
        .findFirst()
        .orElseThrow(() -> Refusal.invalid("?status", "is not a status"));
  }
}
