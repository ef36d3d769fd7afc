package org.connectedaccounts.harness.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.connectedaccounts.harness.history.Violation.Kind;
import org.connectedaccounts.harness.provider.AccessToken;
import org.connectedaccounts.harness.provider.Grant;
import org.connectedaccounts.harness.provider.Ledger;
import org.connectedaccounts.harness.provider.Outcome;
import org.connectedaccounts.harness.provider.Presentation;
import org.connectedaccounts.harness.provider.ProviderClass;
import org.connectedaccounts.harness.provider.RefreshToken;
import org.junit.jupiter.api.Test;

/** A checker that finds nothing proves nothing: every kind of violation is fed to it here. */
class HistoryCheckerTest {
  private static final Duration LIFE = Duration.ofHours(1);
  private static final Timing TIMING =
      Timing.of(Duration.ofSeconds(30), Duration.ofSeconds(120), Duration.ofSeconds(60));

  private final Ledger ledger = new Ledger(1, Duration.ofSeconds(60));
  private final List<Event> events = new ArrayList<>();
  private long calls;

  @Test
  void a_history_without_fault_passes() {
    AccessToken token = issued(minted(ProviderClass.FAMILY, "a"));
    read("acc", token, 2);
    assertThat(kinds("acc", token.grant(), "active")).isEmpty();
  }

  @Test
  void an_older_version_after_a_newer_one_is_found() {
    AccessToken first = issued(minted(ProviderClass.STRICT, "a"));
    AccessToken second = issued(first);
    read("acc", second, 3);
    read("acc", first, 2);
    assertThat(kinds("acc", first.grant(), "active")).containsExactly(Kind.WENT_BACK);
  }

  @Test
  void an_older_version_that_was_asked_for_before_the_newer_one_came_is_no_fault() {
    AccessToken first = issued(minted(ProviderClass.STRICT, "a"));
    AccessToken second = issued(first);
    long early = invoke("acc");
    read("acc", second, 3);
    ok(early, "acc", first, 2);
    assertThat(kinds("acc", first.grant(), "active")).isEmpty();
  }

  @Test
  void an_older_token_under_a_newer_version_is_found() {
    AccessToken first = issued(minted(ProviderClass.STRICT, "a"));
    AccessToken second = issued(first);
    read("acc", second, 2);
    read("acc", first, 3);
    assertThat(kinds("acc", first.grant(), "active")).containsExactly(Kind.WENT_BACK);
  }

  @Test
  void a_sleep_is_no_excuse_for_an_answer_that_arrived() {
    AccessToken first = minted(ProviderClass.STRICT, "a");
    Presentation shown = first.refreshToken().presented();
    fault(Event.SLEEP);
    ledger.redeem(first.refreshToken(), shown, LIFE);
    shown.end(Outcome.ISSUED);
    assertThat(kinds("acc", first.grant(), "reauthorization_required"))
        .containsExactly(Kind.FALSE_REAUTHORIZATION);
    events.clear();
    events.add(new Event(shown.startedAt(), Event.Type.INFO, 0, 1, "", Event.FAULT, 0, "", 0, ""));
    assertThat(kinds("acc", first.grant(), "reauthorization_required")).isEmpty();
  }

  @Test
  void a_token_of_somebody_else_is_found() {
    AccessToken mine = issued(minted(ProviderClass.STRICT, "a"));
    AccessToken other = issued(minted(ProviderClass.STRICT, "b"));
    read("acc", other, 2);
    assertThat(kinds("acc", mine.grant(), "active")).containsExactly(Kind.FOREIGN_TOKEN);
  }

  @Test
  void two_tokens_under_one_version_are_found() {
    AccessToken first = issued(minted(ProviderClass.STRICT, "a"));
    AccessToken second = issued(first);
    read("acc", first, 2);
    read("acc", second, 2);
    assertThat(kinds("acc", first.grant(), "active")).containsExactly(Kind.TWO_TOKENS_ONE_VERSION);
  }

  @Test
  void a_token_that_was_over_when_it_was_asked_for_is_found() {
    AccessToken expired = minted(ProviderClass.STRICT, "a");
    read("acc", expired, 1);
    assertThat(kinds("acc", expired.grant(), "active")).containsExactly(Kind.EXPIRED_TOKEN);
  }

  @Test
  void a_killed_token_after_the_one_that_killed_it_is_found_whatever_its_version_says() {
    AccessToken first = issued(minted(ProviderClass.NONROT, "a"));
    AccessToken second = issued(first);
    second.grant().killBefore(second);
    read("acc", second, 2);
    read("acc", first, 3);
    assertThat(kinds("acc", first.grant(), "active"))
        .containsExactly(Kind.WENT_BACK, Kind.KILLED_TOKEN);
  }

  @Test
  void a_killed_token_is_the_best_there_is_until_its_successor_was_answered() {
    AccessToken first = issued(minted(ProviderClass.NONROT, "a"));
    AccessToken second = issued(first);
    second.grant().killBefore(second);
    read("acc", first, 2);
    read("acc", second, 3);
    assertThat(kinds("acc", first.grant(), "active")).isEmpty();
  }

  @Test
  void a_grant_that_its_user_took_back_is_no_loss_but_must_be_told() {
    AccessToken token = issued(minted(ProviderClass.NONROT, "a"));
    token.grant().withdraw();
    assertThat(kinds("acc", token.grant(), "reauthorization_required")).isEmpty();
    assertThat(kinds("acc", token.grant(), "active")).containsExactly(Kind.SILENT_LOSS);
  }

  @Test
  void a_rotating_token_shown_twice_at_once_is_found() {
    AccessToken first = minted(ProviderClass.STRICT, "a");
    AccessToken second = issued(first);
    show(first.refreshToken(), Outcome.INVALID_GRANT);
    read("acc", second, 2);
    assertThat(kinds("acc", first.grant(), "active")).containsExactly(Kind.PRESENTED_TWICE);
  }

  @Test
  void a_token_in_its_grace_shown_again_after_its_successor_was_answered_is_found() {
    AccessToken first = minted(ProviderClass.GRACE, "a");
    AccessToken second = issued(first);
    read("acc", second, 2);
    issued(first);
    assertThat(kinds("acc", first.grant(), "active")).containsExactly(Kind.PRESENTED_TWICE);
  }

  @Test
  void a_token_that_does_not_rotate_shown_while_the_former_call_lasts_is_found() {
    AccessToken first = minted(ProviderClass.NONROT, "a");
    RefreshToken token = first.refreshToken();
    Presentation former = token.presented();
    Presentation again = token.presented();
    former.end(Outcome.IGNORED);
    again.end(Outcome.IGNORED);
    assertThat(kinds("acc", first.grant(), "active")).containsExactly(Kind.PRESENTED_TWICE);
  }

  @Test
  void a_token_may_be_shown_again_after_throttling() {
    AccessToken first = minted(ProviderClass.FAMILY, "a");
    show(first.refreshToken(), Outcome.THROTTLED);
    issued(first);
    assertThat(kinds("acc", first.grant(), "active")).isEmpty();
  }

  @Test
  void a_living_grant_whose_user_is_told_to_reconnect_is_found() {
    AccessToken token = issued(minted(ProviderClass.STRICT, "a"));
    assertThat(kinds("acc", token.grant(), "reauthorization_required"))
        .containsExactly(Kind.FALSE_REAUTHORIZATION);
  }

  @Test
  void a_lost_answer_of_a_strict_provider_is_reported_and_no_fault() {
    AccessToken first = minted(ProviderClass.STRICT, "a");
    lost(first);
    assertThat(kinds("acc", first.grant(), "reauthorization_required")).isEmpty();
    assertThat(kinds("acc", first.grant(), "active")).containsExactly(Kind.SILENT_LOSS);
  }

  @Test
  void a_lost_answer_of_a_forgiving_provider_is_no_excuse() {
    AccessToken first = minted(ProviderClass.GRACE, "a");
    lost(first);
    assertThat(kinds("acc", first.grant(), "reauthorization_required"))
        .containsExactly(Kind.FALSE_REAUTHORIZATION);
  }

  @Test
  void a_family_that_the_client_ended_itself_is_found() {
    AccessToken first = minted(ProviderClass.FAMILY, "a");
    issued(first);
    Presentation again = first.refreshToken().presented();
    ledger.redeem(first.refreshToken(), again, LIFE);
    again.end(Outcome.INVALID_GRANT);
    assertThat(kinds("acc", first.grant(), "reauthorization_required"))
        .containsExactly(Kind.PRESENTED_TWICE, Kind.LOST_GRANT);
    assertThat(kinds("acc", first.grant(), "active"))
        .containsExactly(Kind.PRESENTED_TWICE, Kind.SILENT_LOSS);
  }

  @Test
  void an_answer_that_a_frozen_replica_brings_after_the_end_of_the_family_is_an_excuse() {
    AccessToken first = minted(ProviderClass.FAMILY, "a");
    AccessToken late = issued(first);
    events.add(
        new Event(System.nanoTime(), Event.Type.INFO, 0, 1, "", Event.FAULT, 0, "", 0, "SIGSTOP"));
    Presentation again = first.refreshToken().presented();
    ledger.redeem(first.refreshToken(), again, LIFE);
    again.end(Outcome.INVALID_GRANT);
    read("acc", late, 2);
    // Here the retry comes too early, which is the one thing that is wrong.
    assertThat(kinds("acc", first.grant(), "reauthorization_required"))
        .containsExactly(Kind.PRESENTED_TWICE);
  }

  @Test
  void a_call_for_a_grant_whose_end_was_told_is_found() {
    AccessToken first = minted(ProviderClass.STRICT, "a");
    lost(first);
    events.add(
        new Event(
            System.nanoTime() - Duration.ofMinutes(3).toNanos(),
            Event.Type.FAIL,
            ++calls,
            1,
            "acc",
            "read",
            0,
            "",
            409,
            "account_unavailable"));
    assertThat(kinds("acc", first.grant(), "reauthorization_required"))
        .containsExactly(Kind.HAMMERED);
  }

  @Test
  void an_account_that_is_not_there_is_found() {
    AccessToken first = minted(ProviderClass.STRICT, "a");
    assertThat(
            new HistoryChecker(ledger, TIMING)
                .check(events, Map.of("acc", first.grant()), List.of())
                .violations())
        .extracting(Violation::kind)
        .containsExactly(Kind.UNSETTLED);
  }

  private List<Kind> kinds(String account, Grant grant, String status) {
    return new HistoryChecker(ledger, TIMING)
            .check(
                events,
                Map.of(account, grant),
                List.of(new StoredAccount(grant.id(), status, "", 1)))
            .violations()
            .stream()
            .map(Violation::kind)
            .toList();
  }

  private void fault(String what) {
    events.add(new Event(System.nanoTime(), Event.Type.INFO, 0, 1, "", what, 0, "", 0, ""));
  }

  private AccessToken minted(ProviderClass providerClass, String name) {
    return ledger.mint(providerClass, name, Duration.ofMinutes(-1));
  }

  private AccessToken issued(AccessToken with) {
    Presentation shown = with.refreshToken().presented();
    AccessToken next = ledger.redeem(with.refreshToken(), shown, LIFE);
    shown.end(Outcome.ISSUED);
    return Objects.requireNonNull(next);
  }

  private void lost(AccessToken with) {
    Presentation shown = with.refreshToken().presented();
    ledger.redeem(with.refreshToken(), shown, LIFE);
    shown.end(Outcome.ISSUED_AND_LOST);
  }

  private static void show(RefreshToken token, Outcome outcome) {
    token.presented().end(outcome);
  }

  private void read(String account, AccessToken token, long version) {
    ok(invoke(account), account, token, version);
  }

  private long invoke(String account) {
    long call = ++calls;
    events.add(
        new Event(System.nanoTime(), Event.Type.INVOKE, call, 1, account, "read", 0, "", 0, ""));
    return call;
  }

  private void ok(long call, String account, AccessToken token, long version) {
    events.add(
        new Event(
            System.nanoTime(),
            Event.Type.OK,
            call,
            1,
            account,
            "read",
            version,
            Grant.fingerprint(token.value()),
            200,
            ""));
  }
}
