package org.connectedaccounts.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import org.connectedaccounts.application.port.OperatorApps;
import org.connectedaccounts.domain.app.AppSlug;
import org.junit.jupiter.api.Test;

/** What every {@link OperatorApps} owes; it must have one app at least. */
public interface OperatorAppsContract {

  OperatorApps operatorApps();

  @Test
  default void allWhenAskedThenIsSortedBySlug() {
    assertThat(operatorApps().all())
        .isNotEmpty()
        .isSortedAccordingTo(Comparator.comparing(app -> app.slug().value()));
  }

  @Test
  default void findWhenListedThenIsTheSame() {
    for (var app : operatorApps().all()) {
      assertThat(operatorApps().find(app.slug())).hasValue(app);
    }
  }

  @Test
  default void findWhenUnknownThenIsEmpty() {
    assertThat(operatorApps().find(new AppSlug("no_such_app"))).isEmpty();
  }
}
