package org.connectedaccounts.domain.revocation;

import java.time.Instant;
import org.connectedaccounts.domain.app.AppSlug;
import org.jspecify.annotations.Nullable;

/**
 * Which accounts of a workspace are revoked: those that fit all that is said; null: whichever.
 *
 * @param connectedBefore whose user has last connected before: what was connected since holds other
 *     tokens than those that were stolen
 */
public record Selection(
    @Nullable AppSlug app, @Nullable String externalUserId, @Nullable Instant connectedBefore) {

  public static final Selection ALL = new Selection(null, null, null);
}
