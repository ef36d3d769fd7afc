package org.connectedaccounts.application.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.connectedaccounts.testing.Refusals.assertRefused;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import org.connectedaccounts.application.port.Events;
import org.connectedaccounts.application.port.Events.Told;
import org.connectedaccounts.domain.Refusal.Code;
import org.connectedaccounts.domain.event.Event;
import org.connectedaccounts.domain.event.EventDetails.RotatedKey;
import org.connectedaccounts.domain.workspace.ApiKeyId;
import org.connectedaccounts.domain.workspace.KeyLimits;
import org.connectedaccounts.domain.workspace.Scope;
import org.connectedaccounts.testing.FakeIds;
import org.connectedaccounts.testing.Stage;
import org.connectedaccounts.testing.StageStores;
import org.junit.jupiter.api.Test;

class RotateApiKeyTest {

  private final StageStores stores = new StageStores();
  private final Stage stage = new Stage(stores);
  private final KeyMaker maker =
      new KeyMaker(stores.apiKeys, stores.fingerprints, stores.random, stores.tables);
  private final RotateApiKey rotate =
      new RotateApiKey(
          maker,
          new RotateApiKey.Store(stores.apiKeys, stores.events, stores.tables, stores.tables),
          stores.random::id);

  private KeyMaker.Made rotate(ApiKeyId key) {
    return rotate.handle(new RotateApiKey.Command(stage.key, key, Duration.ofHours(1)));
  }

  private List<Event> events() {
    return stores.events.after(stage.workspace, Events.Position.BEGINNING, 10).stream()
        .map(Told::event)
        .toList();
  }

  @Test
  void handleThenToldWithBothKeysAndWithoutASecret() {
    var spec = new KeyMaker.Spec("ci", EnumSet.of(Scope.MANAGE), null, KeyLimits.NONE);
    ApiKeyId former = stores.tables.call(() -> maker.make(stage.workspace, spec)).key().id();

    KeyMaker.Made made = rotate(former);

    Event told = events().getFirst();
    assertThat(events()).hasSize(1);
    assertThat(told.type().text()).isEqualTo("api_key.rotated");
    assertThat(told.details()).isEqualTo(new RotatedKey(made.key().id(), former));
    assertThat(told.subject()).isNull();
    assertThat(told.toString()).doesNotContain(made.value().reveal());
  }

  @Test
  void handleWhenThereIsNoSuchKeyThenNothingIsTold() {
    assertRefused(Code.API_KEY_NOT_FOUND, () -> rotate(new ApiKeyId(FakeIds.next())));
    assertThat(events()).isEmpty();
  }
}
