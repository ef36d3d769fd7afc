package org.connectedaccounts.harness.failpoint;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import net.bytebuddy.asm.Advice;

/**
 * Before and after a method: does what the file of that name says, once. It is copied into the
 * service's classes, which see nothing of the agent, so it may use the JDK alone, and no method of
 * its own; that is why the two halves are alike.
 */
final class FailpointAdvice {
  private FailpointAdvice() {}

  @Advice.OnMethodEnter
  static void before(@Advice.Origin("#t.#m") String method)
      throws IOException, InterruptedException {
    int simple = method.lastIndexOf('.', method.lastIndexOf('.') - 1) + 1;
    File file =
        new File(System.getProperty("harness.failpoints"), method.substring(simple) + ".before");
    if (file.exists()) {
      String order = Files.readString(file.toPath(), StandardCharsets.US_ASCII).strip();
      // Of two threads, the one that deletes it acts.
      if (file.delete()) {
        if (order.equals("halt")) {
          Runtime.getRuntime().halt(137);
        } else if (order.startsWith("sleep ")) {
          Thread.sleep(Long.parseLong(order.substring(6)));
        } else {
          throw new IllegalStateException("failpoint " + file.getName());
        }
      }
    }
  }

  @Advice.OnMethodExit
  static void after(@Advice.Origin("#t.#m") String method)
      throws IOException, InterruptedException {
    int simple = method.lastIndexOf('.', method.lastIndexOf('.') - 1) + 1;
    File file =
        new File(System.getProperty("harness.failpoints"), method.substring(simple) + ".after");
    if (file.exists()) {
      String order = Files.readString(file.toPath(), StandardCharsets.US_ASCII).strip();
      if (file.delete()) {
        if (order.equals("halt")) {
          Runtime.getRuntime().halt(137);
        } else if (order.startsWith("sleep ")) {
          Thread.sleep(Long.parseLong(order.substring(6)));
        } else {
          throw new IllegalStateException("failpoint " + file.getName());
        }
      }
    }
  }
}
