package org.connectedaccounts.application.workflow;

import java.util.List;
import org.connectedaccounts.domain.account.AccountId;
import org.jspecify.annotations.Nullable;

/**
 * A link that is wanted.
 *
 * @param name null: the app's slug
 * @param externalUserId null: for everybody
 * @param scopes what the step needs
 */
public record LinkSpec(
    String stepId,
    @Nullable String name,
    AccountId account,
    @Nullable String externalUserId,
    List<String> scopes) {}
