package org.connectedaccounts.adapters.in.rest;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import java.util.Map;
import org.connectedaccounts.adapters.in.rest.api.AppDraftDto;
import org.connectedaccounts.adapters.in.rest.api.AppDto;
import org.connectedaccounts.adapters.in.rest.api.AppPageDto;
import org.connectedaccounts.adapters.in.rest.api.AppsApi;
import org.connectedaccounts.adapters.in.rest.api.ImportAppDto;
import org.connectedaccounts.application.catalog.DeleteApp;
import org.connectedaccounts.application.catalog.GetApp;
import org.connectedaccounts.application.catalog.GetLogo;
import org.connectedaccounts.application.catalog.ImportApp;
import org.connectedaccounts.application.catalog.PutApp;
import org.connectedaccounts.application.catalog.SearchApps;
import org.jboss.resteasy.reactive.RestResponse;

@RunOnVirtualThread
class AppsResource implements AppsApi {

  @Inject SearchApps searchApps;
  @Inject GetApp getApp;
  @Inject PutApp putApp;
  @Inject DeleteApp deleteApp;
  @Inject ImportApp importApp;
  @Inject GetLogo getLogo;
  @Inject LogoAnswer logoAnswer;
  @Inject RawBody rawBody;
  @Inject CurrentCaller caller;

  @Override
  public RestResponse<AppPageDto> listApps(
      String workspace,
      String q,
      String category,
      String authType,
      Boolean connectable,
      Integer limit,
      String cursor) {
    var query = new SearchApps.Query(q, category, authType, connectable);
    var cursors = Cursors.of("apps", q, category, authType, connectable);
    var command = new SearchApps.Command(caller.get(), query, cursors.read(cursor, limit));
    return RestResponse.ok(AppDtos.page(searchApps.handle(command), cursors));
  }

  @Override
  public RestResponse<AppDto> getApp(String app, String workspace) {
    var command = new GetApp.Command(caller.get(), Ids.app(app));
    return shown(getApp.handle(command));
  }

  private static RestResponse<AppDto> shown(SearchApps.Found found) {
    return Answers.versioned(AppDtos.of(found), found.app().version());
  }

  @Override
  public RestResponse<AppDto> putApp(
      String app,
      Map<String, Object> requestBody,
      String workspace,
      String ifMatch,
      String ifNoneMatch) {
    // As it was sent, so that faults are told with the line where they stand.
    var expected = Conditions.of(ifMatch, ifNoneMatch);
    var command = new PutApp.Command(caller.get(), Ids.app(app), rawBody.text(), expected);
    PutApp.Put put = putApp.handle(command);
    return Answers.versioned(AppDtos.of(put), put.app().app().version());
  }

  @Override
  public RestResponse<AppDraftDto> importApp(ImportAppDto importAppDto, String workspace) {
    var command = new ImportApp.Command(caller.get(), AppDraftDtos.wanted(importAppDto));
    return RestResponse.ok(AppDraftDtos.of(importApp.handle(command)));
  }

  @Override
  public RestResponse<Void> deleteApp(String app, String workspace, String ifMatch) {
    deleteApp.handle(new DeleteApp.Command(caller.get(), Ids.app(app), Conditions.of(ifMatch)));
    return RestResponse.noContent();
  }

  @Override
  public RestResponse<String> getAppLogo(String app) {
    return logoAnswer.of(getLogo.handle(new GetLogo.Command(Ids.app(app))));
  }
}
