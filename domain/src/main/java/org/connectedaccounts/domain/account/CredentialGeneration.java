package org.connectedaccounts.domain.account;

import java.time.Instant;
import org.connectedaccounts.domain.credential.SealedCredential;
import org.connectedaccounts.domain.credential.SealedFor;
import org.connectedaccounts.domain.workspace.WorkspaceId;
import org.jspecify.annotations.Nullable;

/**
 * One generation of an account's credential, sealed.
 *
 * @param parent the generation it follows; null for an account's first
 * @param accessExpiresAt when the first access token ends
 * @param refreshIdleDeadline when the refresh token dies of disuse; null where unknown
 * @param refreshHardExpiry when it dies in any case; null where unknown
 */
public record CredentialGeneration(
    WorkspaceId workspace,
    AccountId account,
    long generation,
    @Nullable Long parent,
    SealedCredential sealed,
    @Nullable Instant accessExpiresAt,
    @Nullable Instant refreshIdleDeadline,
    @Nullable Instant refreshHardExpiry) {

  /** What owns it, as it is sealed for. */
  public static final String KIND = "account";

  /** Where its parts are sealed for. */
  public SealedFor sealedFor() {
    return sealedFor(workspace, account, generation);
  }

  public static SealedFor sealedFor(WorkspaceId workspace, AccountId account, long generation) {
    return new SealedFor(workspace, KIND, account.value(), generation, "credential");
  }
}
