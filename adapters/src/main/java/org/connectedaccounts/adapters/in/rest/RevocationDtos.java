package org.connectedaccounts.adapters.in.rest;

import org.connectedaccounts.adapters.in.rest.api.RevocationDto;
import org.connectedaccounts.adapters.in.rest.api.RevocationPageDto;
import org.connectedaccounts.adapters.in.rest.api.RevocationSelectionDto;
import org.connectedaccounts.adapters.in.rest.api.RevokedAccountDto;
import org.connectedaccounts.adapters.in.rest.api.RevokedAccountPageDto;
import org.connectedaccounts.application.port.Page;
import org.connectedaccounts.domain.Refusal;
import org.connectedaccounts.domain.app.AppSlug;
import org.connectedaccounts.domain.revocation.BulkRevocation;
import org.connectedaccounts.domain.revocation.RevokedAccount;
import org.connectedaccounts.domain.revocation.RevokedAccount.Outcome;
import org.connectedaccounts.domain.revocation.Selection;
import org.jspecify.annotations.Nullable;

final class RevocationDtos {

  private RevocationDtos() {}

  /** Nothing at all is more likely a mistake than a wish for everything. */
  static Selection selection(RevocationSelectionDto dto) {
    String app = Texts.orNull(dto.getApp());
    var selection =
        new Selection(
            app == null ? null : app(app),
            Texts.orNull(dto.getExternalUserId()),
            dto.getConnectedBefore());
    boolean all = Boolean.TRUE.equals(dto.getAll());
    if (all != selection.equals(Selection.ALL)) {
      throw Refusal.invalid(
          all ? "/all" : "",
          all
              ? "must not be given together with something that fewer accounts fit"
              : "needs app, external_user_id or connected_before; or all, for every account");
    }
    return selection;
  }

  private static AppSlug app(String text) {
    return AppSlug.parse(text).orElseThrow(() -> Refusal.invalid("/app", "is not a slug"));
  }

  static @Nullable Outcome outcome(@Nullable String text) {
    String wanted = Texts.orNull(text);
    return wanted == null
        ? null
        : Outcome.parse(wanted)
            .orElseThrow(
                () ->
                    Refusal.invalid(
                        "?outcome", "must be revoked, not_revocable, failed or remaining"));
  }

  static RevocationDto of(BulkRevocation revocation) {
    Selection selection = revocation.selection();
    BulkRevocation.Progress progress = revocation.progress();
    return new RevocationDto()
        .id(revocation.id().text())
        .state(revocation.finishedAt() == null ? "running" : "done")
        .app(selection.app() == null ? null : selection.app().value())
        .externalUserId(selection.externalUserId())
        .connectedBefore(selection.connectedBefore())
        .actorKind(revocation.requestedBy().kind().text())
        .actorId(revocation.requestedBy().id())
        .total(progress.total())
        .revoked(progress.revoked())
        .notRevocable(progress.notRevocable())
        .failed(progress.failed())
        .remaining(progress.remaining())
        .rate(revocation.rate())
        .startedAt(revocation.startedAt())
        .finishedAt(revocation.finishedAt());
  }

  static RevocationPageDto page(Page<BulkRevocation> page, Cursors cursors) {
    return new RevocationPageDto()
        .data(page.items().stream().map(RevocationDtos::of).toList())
        .nextCursor(cursors.write(page));
  }

  static RevokedAccountPageDto accounts(Page<RevokedAccount> page, Cursors cursors) {
    return new RevokedAccountPageDto()
        .data(page.items().stream().map(RevocationDtos::of).toList())
        .nextCursor(cursors.write(page));
  }

  private static RevokedAccountDto of(RevokedAccount account) {
    RevokedAccount.Why why = account.why();
    return new RevokedAccountDto()
        .accountId(account.account().text())
        .app(account.app().value())
        .externalUserId(account.externalUserId())
        .outcome(account.outcome().text())
        .reason(why.reason() == null ? null : why.reason().text())
        .httpStatus(why.httpStatus())
        .oauthError(why.oauthError())
        .attempts(account.attempts())
        .endedAt(account.endedAt());
  }
}
