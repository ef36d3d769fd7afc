package org.connectedaccounts.harness.failpoint;

import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import net.bytebuddy.asm.Advice;

/** A machine whose clock is wrong. Copied into the service: the JDK alone. */
final class ClockAdvice {
  private ClockAdvice() {}

  // The new value is what the method returns; the compiler cannot know that.
  @SuppressWarnings({"UnusedVariable", "ParameterReassigned", "unused"})
  @Advice.OnMethodExit
  static void shift(@Advice.Return(readOnly = false) InstantSource clock) {
    clock =
        Clock.offset(
            clock.withZone(ZoneOffset.UTC),
            Duration.parse(System.getProperty("harness.clock-offset")));
  }
}
