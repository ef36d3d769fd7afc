package org.connectedaccounts.application.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.connectedaccounts.application.port.Events;
import org.connectedaccounts.application.port.Events.Told;
import org.connectedaccounts.application.workflow.LinkSpec;
import org.connectedaccounts.application.workflow.PutStepLink;
import org.connectedaccounts.domain.account.AccountId;
import org.connectedaccounts.domain.event.Event;
import org.connectedaccounts.domain.event.EventDetails;
import org.connectedaccounts.domain.event.EventDetails.BrokenLink;
import org.connectedaccounts.domain.workflow.StepRef;
import org.connectedaccounts.testing.Stage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A link that leads nowhere any more is told of; one that was led elsewhere is not. */
class BrokenLinksTest {

  private final Stage stage = new Stage();

  private void link(AccountId account, String step, @Nullable String user) {
    stage.use.putLink.handle(
        new PutStepLink.Command(
            stage.key, "w1", new LinkSpec(step, null, account, user, List.of())));
  }

  private void share(AccountId account, boolean shared) {
    stage.use.updateAccount.handle(
        new UpdateAccount.Command(stage.key, account, null, shared, null));
  }

  private void remove(AccountId account, @Nullable AccountId replacement) {
    stage.use.removeAccount.handle(
        new RemoveAccount.Command(stage.key, account, replacement, replacement == null));
  }

  private List<Event> events() {
    return stage.stores.events.after(stage.workspace, Events.Position.BEGINNING, 100).stream()
        .map(Told::event)
        .toList();
  }

  private List<EventDetails> broken() {
    return events().stream()
        .filter(event -> event.type() == Event.Type.STEP_LINK_BROKEN)
        .map(Event::details)
        .toList();
  }

  private static BrokenLink of(String step, @Nullable String user) {
    return new BrokenLink(new StepRef("w1", step), "mail", user);
  }

  @Test
  void removeWhenForcedThenEachOfItsLinksIsBrokenBeforeItIsGone() {
    var account = stage.mail("ann", false);
    link(account, "s1", "ann");
    link(account, "s2", null);
    remove(account, null);
    assertThat(broken()).containsExactlyInAnyOrder(of("s1", "ann"), of("s2", null));
    assertThat(events()).extracting(Event::type).endsWith(Event.Type.REMOVED);
    assertThat(events())
        .allSatisfy(
            event ->
                assertThat(event.subject())
                    .satisfies(subject -> assertThat(subject.account()).isEqualTo(account)));
  }

  @Test
  void removeWhenReplacedThenNoLinkIsBroken() {
    var account = stage.mail("ann", false);
    link(account, "s1", "ann");
    remove(account, stage.mail("ann", false));
    assertThat(broken()).isEmpty();
  }

  @Test
  void removeUserThenLinksOfOthersToWhatTheyHadSharedAreBroken() {
    var account = stage.mail("ann", true);
    link(account, "s1", "bob");
    stage.use.removeUser.handle(new RemoveUser.Command(stage.key, "ann"));
    assertThat(broken()).containsExactly(of("s1", "bob"));
  }

  @Test
  void unshareThenLinksOfOthersAndCommonOnesAreBrokenAndTheOwnersIsNot() {
    var account = stage.mail("ann", true);
    link(account, "s1", "ann");
    link(account, "s2", "bob");
    link(account, "s3", null);
    share(account, false);
    assertThat(broken()).containsExactlyInAnyOrder(of("s2", "bob"), of("s3", null));
  }

  @Test
  void unshareWhenItWasNotSharedOrIsTheWorkspacesThenNoLinkIsBroken() {
    var anns = stage.mail("ann", false);
    link(anns, "s1", null);
    share(anns, false);
    var common = stage.mail(null, true);
    link(common, "s2", "bob");
    link(common, "s3", null);
    share(common, false);
    assertThat(broken()).isEmpty();
  }

  @Test
  void shareThenNoLinkIsBroken() {
    var account = stage.mail("ann", false);
    link(account, "s1", null);
    share(account, true);
    assertThat(broken()).isEmpty();
  }
}
