package org.connectedaccounts.adapters.in.rest;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Objects;
import org.connectedaccounts.adapters.in.rest.api.CreateWebhookEndpointDto;
import org.connectedaccounts.adapters.in.rest.api.CreatedWebhookEndpointDto;
import org.connectedaccounts.adapters.in.rest.api.RotateWebhookSecretDto;
import org.connectedaccounts.adapters.in.rest.api.UpdateWebhookEndpointDto;
import org.connectedaccounts.adapters.in.rest.api.WebhookDeliveryDto;
import org.connectedaccounts.adapters.in.rest.api.WebhookDeliveryPageDto;
import org.connectedaccounts.adapters.in.rest.api.WebhookEndpointDto;
import org.connectedaccounts.adapters.in.rest.api.WebhookEndpointPageDto;
import org.connectedaccounts.adapters.in.rest.api.WebhooksApi;
import org.connectedaccounts.application.webhook.CreateWebhookEndpoint;
import org.connectedaccounts.application.webhook.DeleteWebhookEndpoint;
import org.connectedaccounts.application.webhook.GetWebhookEndpoint;
import org.connectedaccounts.application.webhook.ListWebhookDeliveries;
import org.connectedaccounts.application.webhook.ListWebhookEndpoints;
import org.connectedaccounts.application.webhook.RetryWebhookDelivery;
import org.connectedaccounts.application.webhook.RotateWebhookSecret;
import org.connectedaccounts.application.webhook.TestWebhookEndpoint;
import org.connectedaccounts.application.webhook.UpdateWebhookEndpoint;
import org.connectedaccounts.domain.event.WebhookEndpoint;
import org.jboss.resteasy.reactive.RestResponse;

@RunOnVirtualThread
class WebhooksResource implements WebhooksApi {

  private static final int DAY = 86_400;

  @Inject CreateWebhookEndpoint createWebhookEndpoint;
  @Inject ListWebhookEndpoints listWebhookEndpoints;
  @Inject GetWebhookEndpoint getWebhookEndpoint;
  @Inject UpdateWebhookEndpoint updateWebhookEndpoint;
  @Inject DeleteWebhookEndpoint deleteWebhookEndpoint;
  @Inject RotateWebhookSecret rotateWebhookSecret;
  @Inject ListWebhookDeliveries listWebhookDeliveries;
  @Inject RetryWebhookDelivery retryWebhookDelivery;
  @Inject TestWebhookEndpoint testWebhookEndpoint;
  @Inject CurrentCaller caller;

  @Override
  public RestResponse<CreatedWebhookEndpointDto> createWebhookEndpoint(
      CreateWebhookEndpointDto dto, String workspace, String idempotencyKey) {
    var command =
        new CreateWebhookEndpoint.Command(
            caller.get(), dto.getUrl(), WebhookDtos.types(dto.getTypes()));
    return Answers.created(WebhookDtos.made(createWebhookEndpoint.handle(command)));
  }

  @Override
  public RestResponse<WebhookEndpointPageDto> listWebhookEndpoints(
      String workspace, Integer limit, String cursor) {
    var cursors = Cursors.of("webhook endpoints");
    var page = cursors.read(cursor, limit);
    var all = listWebhookEndpoints.handle(new ListWebhookEndpoints.Command(caller.get()));
    var cut = Cursors.cut(all, page, endpoint -> endpoint.id().text());
    return RestResponse.ok(WebhookDtos.page(cut, cursors));
  }

  @Override
  public RestResponse<WebhookEndpointDto> getWebhookEndpoint(String endpointId, String workspace) {
    var command = new GetWebhookEndpoint.Command(caller.get(), Ids.webhookEndpoint(endpointId));
    return shown(getWebhookEndpoint.handle(command));
  }

  @Override
  public RestResponse<WebhookEndpointDto> updateWebhookEndpoint(
      String endpointId, UpdateWebhookEndpointDto dto, String workspace, String ifMatch) {
    var command =
        new UpdateWebhookEndpoint.Command(
            caller.get(),
            Ids.webhookEndpoint(endpointId),
            dto.getUrl(),
            dto.getTypes() == null ? null : WebhookDtos.types(dto.getTypes()),
            dto.getEnabled(),
            Conditions.of(ifMatch));
    return shown(updateWebhookEndpoint.handle(command));
  }

  private static RestResponse<WebhookEndpointDto> shown(WebhookEndpoint endpoint) {
    return Answers.versioned(WebhookDtos.of(endpoint), endpoint.version());
  }

  @Override
  public RestResponse<Void> deleteWebhookEndpoint(
      String endpointId, String workspace, String ifMatch) {
    deleteWebhookEndpoint.handle(
        new DeleteWebhookEndpoint.Command(
            caller.get(), Ids.webhookEndpoint(endpointId), Conditions.of(ifMatch)));
    return RestResponse.noContent();
  }

  @Override
  public RestResponse<CreatedWebhookEndpointDto> rotateWebhookSecret(
      String endpointId, RotateWebhookSecretDto dto, String workspace, String idempotencyKey) {
    int overlap = Objects.requireNonNullElse(dto.getOverlapSeconds(), DAY);
    var command =
        new RotateWebhookSecret.Command(
            caller.get(), Ids.webhookEndpoint(endpointId), Duration.ofSeconds(overlap));
    return RestResponse.ok(WebhookDtos.made(rotateWebhookSecret.handle(command)));
  }

  @Override
  public RestResponse<WebhookDeliveryDto> testWebhookEndpoint(
      String endpointId, String workspace, String idempotencyKey) {
    var command = new TestWebhookEndpoint.Command(caller.get(), Ids.webhookEndpoint(endpointId));
    return RestResponse.accepted(WebhookDtos.of(testWebhookEndpoint.handle(command)));
  }

  @Override
  public RestResponse<WebhookDeliveryPageDto> listWebhookDeliveries(
      String endpointId, String workspace, String status, Integer limit, String cursor) {
    var cursors = Cursors.of("webhook deliveries", endpointId, status);
    var command =
        new ListWebhookDeliveries.Command(
            caller.get(),
            Ids.webhookEndpoint(endpointId),
            WebhookDtos.state(status),
            cursors.read(cursor, limit));
    return RestResponse.ok(WebhookDtos.deliveries(listWebhookDeliveries.handle(command), cursors));
  }

  @Override
  public RestResponse<WebhookDeliveryDto> retryWebhookDelivery(
      String endpointId, String eventId, String workspace, String idempotencyKey) {
    var command =
        new RetryWebhookDelivery.Command(
            caller.get(), Ids.webhookEndpoint(endpointId), Ids.event(eventId));
    return RestResponse.ok(WebhookDtos.of(retryWebhookDelivery.handle(command)));
  }
}
