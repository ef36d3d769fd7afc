package org.connectedaccounts.adapters.in.rest;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.connectedaccounts.adapters.in.rest.api.ApiKeyDto;
import org.connectedaccounts.adapters.in.rest.api.ApiKeyLimitsDto;
import org.connectedaccounts.adapters.in.rest.api.ApiKeyPageDto;
import org.connectedaccounts.adapters.in.rest.api.CreateApiKeyDto;
import org.connectedaccounts.adapters.in.rest.api.CreatedApiKeyDto;
import org.connectedaccounts.application.port.Page;
import org.connectedaccounts.application.workspace.KeyMaker;
import org.connectedaccounts.domain.Refusal;
import org.connectedaccounts.domain.Refusal.Fault;
import org.connectedaccounts.domain.account.AccountId;
import org.connectedaccounts.domain.app.AppSlug;
import org.connectedaccounts.domain.workspace.ApiKey;
import org.connectedaccounts.domain.workspace.KeyLimits;
import org.connectedaccounts.domain.workspace.Scope;
import org.jspecify.annotations.Nullable;

final class ApiKeyDtos {

  private ApiKeyDtos() {}

  static ApiKeyDto of(ApiKey key) {
    return fill(new ApiKeyDto(), key);
  }

  static CreatedApiKeyDto created(KeyMaker.Made made) {
    return fill(new CreatedApiKeyDto(), made.key()).key(made.value().reveal());
  }

  static ApiKeyPageDto page(Page<ApiKey> page, Cursors cursors) {
    return new ApiKeyPageDto()
        .data(page.items().stream().map(ApiKeyDtos::of).toList())
        .nextCursor(cursors.write(page));
  }

  static KeyMaker.Spec spec(CreateApiKeyDto dto) {
    return new KeyMaker.Spec(
        dto.getName(), scopes(dto.getScopes()), dto.getExpiresAt(), limits(dto.getLimits()));
  }

  private static KeyLimits limits(@Nullable ApiKeyLimitsDto dto) {
    if (dto == null) {
      return KeyLimits.NONE;
    }
    Set<String> apps = new HashSet<>();
    Set<UUID> accounts = new HashSet<>();
    List<Fault> faults = new ArrayList<>();
    collect(
        dto.getApps(),
        "/limits/apps/",
        "is not a slug",
        faults,
        text -> AppSlug.parse(text).map(AppSlug::value),
        apps);
    collect(
        dto.getAccountIds(),
        "/limits/account_ids/",
        "is not the id of an account",
        faults,
        text -> AccountId.parse(text).map(AccountId::value),
        accounts);
    if (!faults.isEmpty()) {
      throw Refusal.invalid(faults);
    }
    KeyLimits limits = new KeyLimits(apps, accounts, dto.getExternalUserId());
    if (limits.isNone()) {
      throw Refusal.invalid("/limits", "must name something; a key without limits has none");
    }
    return limits;
  }

  private static <T> void collect(
      @Nullable List<String> texts,
      String pointer,
      String fault,
      List<Fault> faults,
      Function<String, Optional<T>> parser,
      Set<T> parsed) {
    List<String> given = Objects.requireNonNullElse(texts, List.of());
    for (int i = 0; i < given.size(); i++) {
      Optional<T> one = parser.apply(given.get(i));
      one.ifPresent(parsed::add);
      if (one.isEmpty()) {
        faults.add(new Fault(pointer + i, fault));
      }
    }
  }

  private static @Nullable ApiKeyLimitsDto limits(KeyLimits limits) {
    if (limits.isNone()) {
      return null;
    }
    var dto = new ApiKeyLimitsDto().externalUserId(limits.externalUserId());
    if (!limits.apps().isEmpty()) {
      dto.setApps(limits.apps().stream().sorted().toList());
    }
    if (!limits.accounts().isEmpty()) {
      dto.setAccountIds(
          limits.accounts().stream().map(AccountId::new).map(AccountId::text).sorted().toList());
    }
    return dto;
  }

  static Set<Scope> scopes(List<String> texts) {
    Set<Scope> scopes = EnumSet.noneOf(Scope.class);
    List<Fault> faults = new ArrayList<>();
    collect(texts, "/scopes/", "is not a scope", faults, Scope::parse, scopes);
    if (!faults.isEmpty()) {
      throw Refusal.invalid(faults);
    }
    return scopes;
  }

  private static <T extends ApiKeyDto> T fill(T dto, ApiKey key) {
    dto.id(key.id().text())
        .name(key.name())
        .scopes(key.scopes().stream().sorted().map(Scope::text).toList())
        .createdAt(key.createdAt())
        .expiresAt(key.expiresAt())
        .lastUsedAt(key.lastUsedAt())
        .replacedBy(key.replacedBy() == null ? null : key.replacedBy().text())
        .limits(limits(key.limits()));
    return dto;
  }
}
