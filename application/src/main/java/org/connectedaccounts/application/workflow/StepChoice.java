package org.connectedaccounts.application.workflow;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.connectedaccounts.domain.Refusal;
import org.connectedaccounts.domain.Refusal.Code;
import org.connectedaccounts.domain.Refusal.Evidence;
import org.connectedaccounts.domain.Refusal.LinkedStep;
import org.connectedaccounts.domain.workflow.StepLink;
import org.jspecify.annotations.Nullable;

/**
 * Picks one link for each name of a step. A user's own link wins over a common one; nothing is ever
 * guessed.
 */
final class StepChoice {

  private StepChoice() {}

  /**
   * @param user whose run it is; null: nobody's in particular
   */
  static Map<String, StepLink> of(List<StepLink> links, @Nullable String user) {
    Map<String, List<StepLink>> byName = new LinkedHashMap<>();
    for (StepLink link : links) {
      if (user == null || link.externalUserId() == null || link.externalUserId().equals(user)) {
        byName.computeIfAbsent(link.name(), _ -> new ArrayList<>()).add(link);
      }
    }
    var chosen = new LinkedHashMap<String, StepLink>();
    byName.forEach((name, candidates) -> chosen.put(name, one(candidates, user)));
    return chosen;
  }

  private static StepLink one(List<StepLink> candidates, @Nullable String user) {
    if (candidates.size() == 1) {
      return candidates.getFirst();
    }
    return candidates.stream()
        .filter(link -> user != null && Objects.equals(link.externalUserId(), user))
        .findFirst()
        .orElseThrow(() -> ambiguous(candidates));
  }

  private static Refusal ambiguous(List<StepLink> candidates) {
    return Refusal.of(
        Code.AMBIGUOUS_ACCOUNT,
        "Several users have an account at this step; say whose run it is by external_user_id.",
        new Evidence.Links(
            candidates.stream()
                .map(
                    link ->
                        new LinkedStep(
                            link.step().workflowId(),
                            link.step().stepId(),
                            link.name(),
                            link.externalUserId()))
                .toList()));
  }
}
