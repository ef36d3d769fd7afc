package org.connectedaccounts.adapters.in.rest;

import java.util.List;
import java.util.Locale;
import org.connectedaccounts.adapters.in.rest.api.AccountDto;
import org.connectedaccounts.adapters.in.rest.api.AccountPageDto;
import org.connectedaccounts.adapters.in.rest.api.AccountSummaryDto;
import org.connectedaccounts.adapters.in.rest.api.CompletedAccountDto;
import org.connectedaccounts.adapters.in.rest.api.IdentityDto;
import org.connectedaccounts.adapters.in.rest.api.RemovedAccountDto;
import org.connectedaccounts.adapters.in.rest.api.RemovedUserDto;
import org.connectedaccounts.application.account.AccountView;
import org.connectedaccounts.application.account.Removal.Removed;
import org.connectedaccounts.application.port.Page;
import org.connectedaccounts.domain.account.AccountStatus;
import org.connectedaccounts.domain.account.AccountStatus.Reason;
import org.connectedaccounts.domain.account.ConnectedAccount;
import org.connectedaccounts.domain.account.Identity;
import org.jspecify.annotations.Nullable;

final class AccountDtos {

  private AccountDtos() {}

  static AccountDto of(AccountView view) {
    return fill(new AccountDto(), view);
  }

  static CompletedAccountDto completed(AccountView view, boolean created) {
    return fill(new CompletedAccountDto(), view).created(created);
  }

  static AccountPageDto page(Page<AccountView> page, Cursors cursors) {
    return new AccountPageDto()
        .data(page.items().stream().map(AccountDtos::of).toList())
        .nextCursor(cursors.write(page));
  }

  static AccountSummaryDto summary(AccountView view) {
    ConnectedAccount account = view.account();
    return new AccountSummaryDto()
        .id(account.id().text())
        .app(AppDtos.reference(view.app()))
        .displayName(account.displayName(view.app().name()))
        .nickname(account.nickname())
        .externalUserId(account.owner().externalUserId())
        .shared(account.owner().shared())
        .status(account.status().state().text())
        .statusReason(reason(account.status()));
  }

  static RemovedAccountDto removed(Removed removed) {
    return new RemovedAccountDto()
        .id(removed.account().text())
        .revocation(removed.revocation().name().toLowerCase(Locale.ROOT))
        .replacedLinks(removed.replacedLinks())
        .removedLinks(removed.removedLinks());
  }

  static RemovedUserDto removed(String externalUserId, List<Removed> removed) {
    return new RemovedUserDto()
        .externalUserId(externalUserId)
        .accounts(removed.stream().map(AccountDtos::removed).toList());
  }

  private static <T extends AccountDto> T fill(T dto, AccountView view) {
    ConnectedAccount account = view.account();
    dto.id(account.id().text())
        .app(AppDtos.reference(view.app()))
        .auth(account.origin().method().value())
        .authType(view.authType())
        .displayName(account.displayName(view.app().name()))
        .nickname(account.nickname())
        .identity(identity(account.identity()))
        .externalUserId(account.owner().externalUserId())
        .shared(account.owner().shared())
        .status(account.status().state().text())
        .statusReason(reason(account.status()))
        .oauthError(account.status().oauthError())
        .statusSince(account.status().since())
        .willDieAt(account.times().willDieAt())
        .scopes(account.scopes().granted())
        .requestedScopes(account.scopes().requested())
        .neededScopes(view.neededScopes())
        .missingScopes(view.missingScopes())
        .metadata(account.metadata())
        .verified(account.origin().verified())
        .binding(account.origin().binding().text())
        .workflowCount(view.workflowCount())
        .createdAt(account.times().createdAt())
        .updatedAt(account.times().updatedAt())
        .lastRefreshedAt(account.times().lastRefreshedAt())
        .lastUsedAt(account.times().lastUsedAt())
        .expiresAt(account.times().expiresAt());
    return dto;
  }

  private static @Nullable String reason(AccountStatus status) {
    Reason reason = status.reason();
    return reason == null ? null : reason.text();
  }

  private static @Nullable IdentityDto identity(@Nullable Identity identity) {
    return identity == null
        ? null
        : new IdentityDto().id(identity.id()).name(identity.name()).email(identity.email());
  }
}
