package org.connectedaccounts.harness.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.connectedaccounts.harness.load.Account;
import org.connectedaccounts.harness.load.Answer;
import org.connectedaccounts.harness.load.Caller;
import org.connectedaccounts.harness.load.Crowd;
import org.connectedaccounts.harness.provider.Behaviour;
import org.connectedaccounts.harness.provider.ProviderClass;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@Tag("faults")
@ExtendWith(SharedStage.class)
class RejectedVersionIT {
  private static final int CALLERS = 100;

  @Test
  void a_hundred_callers_with_the_same_rejected_version_make_one_call(Stage stage) {
    stage.provider().behaviours().setAll(Behaviour.slow(Duration.ofMillis(200)));
    for (ProviderClass each : ProviderClass.values()) {
      Account account = stage.fresh(each, 1).getFirst();
      long version;
      try (Caller caller = stage.caller()) {
        version = caller.read(stage.replica(1), account).version();
      }
      // The second half comes when there is an answer for the first.
      List<Answer> answers = new ArrayList<>(reject(stage, account, version));
      answers.addAll(reject(stage, account, version));
      // Of this account: others share the stage, and fall due as they like.
      long calls = Timeline.of(List.of(account)).calls();
      stage
          .report()
          .say(
              "%s: %d callers, %d provider calls, %d answered",
              each.label(), CALLERS, calls, answers.stream().filter(Answer::ok).count());
      assertThat(calls).as("calls for one rejected version").isEqualTo(1);
      assertThat(answers).filteredOn(Answer::ok).allMatch(answer -> answer.version() > version);
      assertThat(stage.verdict(List.of(account)).violations()).isEmpty();
    }
  }

  private static List<Answer> reject(Stage stage, Account account, long version) {
    return Crowd.all(
        IntStream.range(0, CALLERS / 2)
            .mapToObj(
                n ->
                    (Supplier<Answer>)
                        () -> {
                          try (Caller caller = stage.caller()) {
                            return caller.reject(stage.replica(1 + n % 3), account, version);
                          }
                        }));
  }
}
