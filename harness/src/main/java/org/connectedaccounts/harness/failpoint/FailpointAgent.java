package org.connectedaccounts.harness.failpoint;

import java.lang.instrument.Instrumentation;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * Puts failpoints into the methods that its argument lists: {@code
 * a.b.Type#one,two;a.b.Other#three}. What was advised is written to standard output, which is the
 * replica's log.
 */
public final class FailpointAgent {
  private FailpointAgent() {}

  public static void premain(String argument, Instrumentation instrumentation) {
    Map<String, Set<String>> methods = new HashMap<>();
    for (String entry : argument.split(";", -1)) {
      int hash = entry.indexOf('#');
      methods.put(
          entry.substring(0, hash).replace('.', '/'),
          Set.of(entry.substring(hash + 1).split(",", -1)));
    }
    instrumentation.addTransformer(
        new AdvisedTypes(methods, System.getProperty("harness.clock-offset") != null));
  }
}
