package org.connectedaccounts.harness.scenario;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** One set of processes for all scenarios that can share it, as they were when they started. */
final class SharedStage implements ParameterResolver {
  private static final Namespace HERE = Namespace.create(SharedStage.class);

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == Stage.class;
  }

  @Override
  public Stage resolveParameter(ParameterContext parameter, ExtensionContext context) {
    Stage stage =
        context
            .getRoot()
            .getStore(HERE)
            .computeIfAbsent(
                "stage", key -> Stage.open("faults", Pace.QUICK, new Proxied()), Stage.class);
    stage.begin(
        context.getRequiredTestClass().getSimpleName()
            + " "
            + context.getRequiredTestMethod().getName().replace('_', ' '));
    return stage;
  }
}
