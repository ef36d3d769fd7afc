package org.connectedaccounts.application.refresh;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.connectedaccounts.application.account.GetCredentials;
import org.connectedaccounts.application.port.AuthorizationServer.Unknown;
import org.connectedaccounts.application.port.Events;
import org.connectedaccounts.domain.account.AccountId;
import org.connectedaccounts.domain.account.Identity;
import org.connectedaccounts.domain.event.Event;
import org.connectedaccounts.testing.Stage;
import org.connectedaccounts.testing.StageUseCases;

/** Two replicas, and accounts whose access token is over. */
abstract class RefreshCase {

  static final Duration OVER = Duration.ofMinutes(61);
  static final Unknown LOST = new Unknown(null, "connection_lost");

  final Stage stage = new Stage();
  final StageUseCases other =
      new StageUseCases(stage.stores, stage.stores.accounts, stage.stores.links);

  /** With an access token that is over. */
  AccountId expired() {
    return expired("ann");
  }

  AccountId expired(String user) {
    stage.server.consenting(new Identity(user, user, user + "@example.com"));
    var account = stage.connect(user, "chat");
    stage.server.forget();
    stage.later(OVER);
    return account;
  }

  String token(StageUseCases replica, AccountId account) {
    return Stage.value(
        replica.getCredentials.handle(
            new GetCredentials.Command(stage.key, account, Duration.ZERO, null)),
        "oauth_access_token");
  }

  List<String> attempts(AccountId account) {
    return stage.stores.attempts.states(stage.workspace, account);
  }

  List<Event.Type> events() {
    return stage.stores.events.after(stage.workspace, new Events.Position(0, 0), 100).stream()
        .map(told -> told.event().type())
        .toList();
  }

  /** With a second token that came too late, and the access token of the first one over. */
  AccountId withSpare() {
    return withSpare(expired());
  }

  AccountId withSpare(AccountId account) {
    stage.server.answer(
        () -> {
          stage.later(Duration.ofSeconds(151));
          assertThat(token(other, account)).isEqualTo("access-2");
          return stage.server.issue("late-access", "late-refresh");
        });
    assertThat(stage.token(account)).isEqualTo("access-2");
    stage.later(OVER);
    return account;
  }
}
