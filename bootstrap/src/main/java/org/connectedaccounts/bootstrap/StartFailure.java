package org.connectedaccounts.bootstrap;

import io.quarkus.runtime.PreventFurtherStepsException;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.config.ConfigValidationException;
import java.net.BindException;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tells a failed start: a sentence where it is the operator's to solve, a stack trace else. */
final class StartFailure {
  private StartFailure() {}

  static void print(Throwable failure) {
    var sentence = sentence(failure);
    if (sentence != null) {
      System.err.println(sentence);
    } else {
      System.err.println("Connected Accounts could not start, for a reason that it does not know:");
      failure.printStackTrace();
    }
  }

  private static @Nullable String sentence(Throwable failure) {
    Set<Throwable> seen = new HashSet<>();
    for (Throwable cause = failure; cause != null && seen.add(cause); cause = cause.getCause()) {
      if (cause instanceof StartRefused
          || cause instanceof ConfigurationException
          || cause instanceof ConfigValidationException
          || cause instanceof PreventFurtherStepsException
          || isOurSentence(cause)) {
        return cause.getMessage();
      }
      if (cause instanceof BindException) {
        // It was free when the start began.
        return "A port was taken while the service started ("
            + cause.getMessage()
            + "). Choose other ones with --port and --management-port.";
      }
    }
    return null;
  }

  /** What our own code throws without a stack trace is written for people. */
  private static boolean isOurSentence(Throwable cause) {
    return cause.getStackTrace().length == 0
        && cause.getClass().getPackageName().startsWith("org.connectedaccounts.");
  }
}
