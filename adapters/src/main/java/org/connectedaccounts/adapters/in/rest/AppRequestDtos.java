package org.connectedaccounts.adapters.in.rest;

import org.connectedaccounts.adapters.in.rest.api.AppRequestDto;
import org.connectedaccounts.adapters.in.rest.api.AppRequestPageDto;
import org.connectedaccounts.application.catalog.ListAppRequests;
import org.connectedaccounts.application.port.AppRequests.AppRequest;
import org.connectedaccounts.application.port.Page;
import org.connectedaccounts.domain.TypeId;
import org.connectedaccounts.domain.app.AppSlug;
import org.jspecify.annotations.Nullable;

final class AppRequestDtos {

  private AppRequestDtos() {}

  static AppRequestDto of(AppRequest request, @Nullable AppSlug app) {
    return new AppRequestDto()
        .app(app == null ? null : app.value())
        .id(TypeId.format("ar", request.id()))
        .name(request.name())
        .url(request.url())
        .votes(request.votes())
        .createdAt(request.createdAt());
  }

  static AppRequestPageDto page(Page<ListAppRequests.Wish> page, Cursors cursors) {
    return new AppRequestPageDto()
        .data(page.items().stream().map(wish -> of(wish.request(), wish.app())).toList())
        .nextCursor(cursors.write(page));
  }
}
