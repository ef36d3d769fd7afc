package org.connectedaccounts.adapters.in.rest;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Objects;
import org.connectedaccounts.adapters.in.rest.api.ApiKeyPageDto;
import org.connectedaccounts.adapters.in.rest.api.ApiKeysApi;
import org.connectedaccounts.adapters.in.rest.api.CreateApiKeyDto;
import org.connectedaccounts.adapters.in.rest.api.CreatedApiKeyDto;
import org.connectedaccounts.adapters.in.rest.api.RotateApiKeyDto;
import org.connectedaccounts.application.workspace.CreateApiKey;
import org.connectedaccounts.application.workspace.DeleteApiKey;
import org.connectedaccounts.application.workspace.ListApiKeys;
import org.connectedaccounts.application.workspace.RotateApiKey;
import org.jboss.resteasy.reactive.RestResponse;

@RunOnVirtualThread
class ApiKeysResource implements ApiKeysApi {

  private static final int DAY = 86_400;

  @Inject CreateApiKey createApiKey;
  @Inject RotateApiKey rotateApiKey;
  @Inject ListApiKeys listApiKeys;
  @Inject DeleteApiKey deleteApiKey;
  @Inject CurrentCaller caller;

  @Override
  public RestResponse<CreatedApiKeyDto> createApiKey(
      CreateApiKeyDto createApiKeyDto, String workspace, String idempotencyKey) {
    var command = new CreateApiKey.Command(caller.get(), ApiKeyDtos.spec(createApiKeyDto));
    return Answers.created(ApiKeyDtos.created(createApiKey.handle(command)));
  }

  @Override
  public RestResponse<ApiKeyPageDto> listApiKeys(String workspace, Integer limit, String cursor) {
    var cursors = Cursors.of("API keys");
    var page = cursors.read(cursor, limit);
    var keys = listApiKeys.handle(new ListApiKeys.Command(caller.get()));
    var cut = Cursors.cut(keys, page, key -> key.id().text());
    return RestResponse.ok(ApiKeyDtos.page(cut, cursors));
  }

  @Override
  public RestResponse<CreatedApiKeyDto> rotateApiKey(
      String keyId, RotateApiKeyDto rotateApiKeyDto, String workspace, String idempotencyKey) {
    var overlap =
        Duration.ofSeconds(Objects.requireNonNullElse(rotateApiKeyDto.getOverlapSeconds(), DAY));
    var command = new RotateApiKey.Command(caller.get(), Ids.apiKey(keyId), overlap);
    return Answers.created(ApiKeyDtos.created(rotateApiKey.handle(command)));
  }

  @Override
  public RestResponse<Void> deleteApiKey(String keyId, String workspace) {
    deleteApiKey.handle(new DeleteApiKey.Command(caller.get(), Ids.apiKey(keyId)));
    return RestResponse.noContent();
  }
}
