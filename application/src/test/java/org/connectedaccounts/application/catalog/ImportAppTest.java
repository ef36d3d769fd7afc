package org.connectedaccounts.application.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.connectedaccounts.testing.Refusals.assertRefused;

import java.net.URI;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.connectedaccounts.application.port.AppDrafts;
import org.connectedaccounts.application.port.AppDrafts.Wanted;
import org.connectedaccounts.domain.Refusal.Code;
import org.connectedaccounts.domain.app.AppSlug;
import org.connectedaccounts.domain.workspace.Scope;
import org.connectedaccounts.testing.AppSketch;
import org.connectedaccounts.testing.Stage;
import org.junit.jupiter.api.Test;

class ImportAppTest {

  private final Stage stage = new Stage();
  private final AtomicReference<AppDrafts.Answer> answer =
      new AtomicReference<>(new AppDrafts.Unreachable());
  private final ImportApp use =
      new ImportApp(
          wanted -> answer.get(), stage.stores.apps, origin -> !origin.contains("10.0.0.8"));
  private final Wanted wanted =
      new Wanted(
          AppDrafts.Source.ISSUER, URI.create("https://as.example"), new AppSlug("acme"), "");

  private ImportApp.Draft draft() {
    return use.handle(new ImportApp.Command(stage.key, wanted));
  }

  @Test
  void handleThenTheDraftComesWithWhatIsMissingAndNothingIsSaved() {
    answer.set(new AppDrafts.Drafted("{\"schema\": 1}", List.of("look here")));

    assertThat(draft().faults()).extracting(fault -> fault.pointer()).containsExactly("/auth");
    assertThat(draft().notes()).containsExactly("look here");
    assertThat(stage.stores.workspaceApps.list(stage.workspace)).isEmpty();
  }

  /** A put would refuse it for the same. */
  @Test
  void handleWhenTheDraftNamesAnAddressThatIsNotCalledThenThatIsAFault() {
    var app = AppSketch.oauth("acme").tokenUrl("https://10.0.0.8/token").define();
    stage.stores.apps.know(app);
    answer.set(new AppDrafts.Drafted(app.document(), List.of()));

    assertThat(draft().faults())
        .singleElement()
        .satisfies(
            fault -> {
              assertThat(fault.pointer()).isEqualTo("/auth/0/token_url");
              assertThat(fault.detail()).contains("does not call");
            });
  }

  @Test
  void handleWhenNothingIsPublishedThenSaysWhy() {
    answer.set(new AppDrafts.NotPublished("has no metadata"));
    assertRefused(Code.INVALID_REQUEST, this::draft);
    answer.set(new AppDrafts.DestinationRefused());
    assertRefused(Code.DESTINATION_REFUSED, this::draft);
    answer.set(new AppDrafts.Unreachable());
    assertRefused(Code.PROVIDER_UNAVAILABLE, this::draft);
  }

  @Test
  void handleWhenTheKeyIsNoAdminsThenRefuses() {
    var reader = Stage.keyOf(stage.workspace, Scope.APPS_READ);

    assertRefused(Code.SCOPE_MISSING, () -> use.handle(new ImportApp.Command(reader, wanted)));
  }
}
