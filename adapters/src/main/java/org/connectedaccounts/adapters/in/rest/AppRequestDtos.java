package org.connectedaccounts.adapters.in.rest;

import org.connectedaccounts.adapters.in.rest.api.AppRequestDto;
import org.connectedaccounts.adapters.in.rest.api.AppRequestPageDto;
import org.connectedaccounts.application.port.AppRequests.AppRequest;
import org.connectedaccounts.application.port.Page;
import org.connectedaccounts.domain.TypeId;

final class AppRequestDtos {

  private AppRequestDtos() {}

  static AppRequestDto of(AppRequest request) {
    return new AppRequestDto()
        .id(TypeId.format("ar", request.id()))
        .name(request.name())
        .url(request.url())
        .votes(request.votes())
        .createdAt(request.createdAt());
  }

  static AppRequestPageDto page(Page<AppRequest> page, Cursors cursors) {
    return new AppRequestPageDto()
        .data(page.items().stream().map(AppRequestDtos::of).toList())
        .nextCursor(cursors.write(page));
  }
}
