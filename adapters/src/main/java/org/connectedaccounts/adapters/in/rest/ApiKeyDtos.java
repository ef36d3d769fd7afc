package org.connectedaccounts.adapters.in.rest;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.connectedaccounts.adapters.in.rest.api.ApiKeyDto;
import org.connectedaccounts.adapters.in.rest.api.ApiKeyPageDto;
import org.connectedaccounts.adapters.in.rest.api.CreatedApiKeyDto;
import org.connectedaccounts.application.port.Page;
import org.connectedaccounts.application.workspace.KeyMaker;
import org.connectedaccounts.domain.Refusal;
import org.connectedaccounts.domain.Refusal.Fault;
import org.connectedaccounts.domain.workspace.ApiKey;
import org.connectedaccounts.domain.workspace.Scope;

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

  static Set<Scope> scopes(List<String> texts) {
    Set<Scope> scopes = EnumSet.noneOf(Scope.class);
    List<Fault> faults = new ArrayList<>();
    for (int i = 0; i < texts.size(); i++) {
      Optional<Scope> scope = Scope.parse(texts.get(i));
      scope.ifPresent(scopes::add);
      if (scope.isEmpty()) {
        faults.add(new Fault("/scopes/" + i, "is not a scope"));
      }
    }
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
        .expiresAt(key.expiresAt());
    return dto;
  }
}
