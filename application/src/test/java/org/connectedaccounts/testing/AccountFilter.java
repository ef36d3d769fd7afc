package org.connectedaccounts.testing;

import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.connectedaccounts.application.port.ConnectedAccounts.Filter;
import org.connectedaccounts.domain.account.ConnectedAccount;

/** Which accounts a list in memory shows. */
final class AccountFilter {

  private AccountFilter() {}

  static boolean fits(ConnectedAccount account, Filter filter) {
    var usableBy = filter.usableBy();
    var text = filter.text();
    return (filter.app() == null || account.app().equals(filter.app()))
        && (filter.within().isEmpty() || filter.within().contains(account.app()))
        && (filter.among().isEmpty() || filter.among().contains(account.id()))
        && (filter.externalUserId() == null || account.owner().isOf(filter.externalUserId()))
        && (usableBy == null || account.owner().admits(usableBy))
        && (filter.status() == null || account.status().state() == filter.status())
        && (text == null || mentions(account, text.toLowerCase(Locale.ROOT)));
  }

  private static boolean mentions(ConnectedAccount account, String text) {
    var identity = account.identity();
    var texts =
        identity == null
            ? Stream.of(account.nickname(), account.app().value())
            : Stream.of(
                account.nickname(),
                account.app().value(),
                identity.id(),
                identity.name(),
                identity.email());
    return texts
        .filter(Objects::nonNull)
        .anyMatch(each -> each.toLowerCase(Locale.ROOT).contains(text));
  }
}
