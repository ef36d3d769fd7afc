package org.connectedaccounts.harness.failpoint;

import java.lang.instrument.ClassFileTransformer;
import java.security.ProtectionDomain;
import java.util.Map;
import java.util.Set;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.dynamic.ClassFileLocator;
import net.bytebuddy.matcher.ElementMatchers;
import net.bytebuddy.pool.TypePool;
import org.jspecify.annotations.Nullable;

/** Looks at the name of a class and at nothing else, so that a replica starts as fast as ever. */
final class AdvisedTypes implements ClassFileTransformer {
  private static final String SURROUNDINGS = "org/connectedaccounts/bootstrap/Surroundings";

  private final Map<String, Set<String>> methods;
  private final boolean clock;

  AdvisedTypes(Map<String, Set<String>> methods, boolean clock) {
    this.methods = methods;
    this.clock = clock;
  }

  @Override
  public byte @Nullable [] transform(
      @Nullable ClassLoader loader,
      String name,
      @Nullable Class<?> redefined,
      ProtectionDomain domain,
      byte[] bytes) {
    Set<String> named = methods.get(name);
    if (named != null) {
      return advised(loader, name, bytes, FailpointAdvice.class, named);
    }
    if (clock && name.equals(SURROUNDINGS)) {
      return advised(loader, name, bytes, ClockAdvice.class, Set.of("clock"));
    }
    return null;
  }

  private static byte[] advised(
      @Nullable ClassLoader loader,
      String name,
      byte[] bytes,
      Class<?> advice,
      Set<String> methods) {
    String dotted = name.replace('/', '.');
    ClassFileLocator locator =
        new ClassFileLocator.Compound(
            ClassFileLocator.Simple.of(dotted, bytes),
            ClassFileLocator.ForClassLoader.of(loader),
            ClassFileLocator.ForClassLoader.ofPlatformLoader());
    TypeDescription type = TypePool.Default.of(locator).describe(dotted).resolve();
    byte[] changed =
        new ByteBuddy()
            .redefine(type, locator)
            .visit(Advice.to(advice).on(ElementMatchers.namedOneOf(methods.toArray(String[]::new))))
            .make()
            .getBytes();
    System.out.println(advice.getSimpleName() + " in " + dotted);
    return changed;
  }
}
