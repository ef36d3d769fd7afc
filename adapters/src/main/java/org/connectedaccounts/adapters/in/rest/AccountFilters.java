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

  static Filter of(
      @Nullable String app,
      @Nullable String externalUserId,
      @Nullable String status,
      @Nullable String text) {
    String slug = Texts.orNull(app);
    return new Filter(
        slug == null ? null : Ids.app(slug),
        null,
        Texts.orNull(externalUserId),
        state(Texts.orNull(status)),
        Texts.orNull(text),
        List.of());
  }

  private static @Nullable State state(@Nullable String text) {
    return text == null
        ? null
        : Arrays.stream(State.values())
            .filter(state -> state.text().equals(text))
            .findFirst()
            .orElseThrow(() -> Refusal.invalid("?status", "is not a status"));
  }
}
