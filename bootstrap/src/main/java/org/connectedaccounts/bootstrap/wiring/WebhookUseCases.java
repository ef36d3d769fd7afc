package org.connectedaccounts.bootstrap.wiring;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.connectedaccounts.application.port.AuditTrail;
import org.connectedaccounts.application.port.Events;
import org.connectedaccounts.application.port.Randomness;
import org.connectedaccounts.application.port.SecretVault;
import org.connectedaccounts.application.port.StoreClock;
import org.connectedaccounts.application.port.UnitOfWork;
import org.connectedaccounts.application.port.WebhookDeliveries;
import org.connectedaccounts.application.port.WebhookEndpoints;
import org.connectedaccounts.application.port.WebhookReceiver;
import org.connectedaccounts.application.webhook.CreateWebhookEndpoint;
import org.connectedaccounts.application.webhook.DeleteWebhookEndpoint;
import org.connectedaccounts.application.webhook.DeliverEvents;
import org.connectedaccounts.application.webhook.ForgetDelivered;
import org.connectedaccounts.application.webhook.GetWebhookEndpoint;
import org.connectedaccounts.application.webhook.GoneReceivers;
import org.connectedaccounts.application.webhook.ListWebhookDeliveries;
import org.connectedaccounts.application.webhook.ListWebhookEndpoints;
import org.connectedaccounts.application.webhook.RetryWebhookDelivery;
import org.connectedaccounts.application.webhook.RotateWebhookSecret;
import org.connectedaccounts.application.webhook.TestWebhookEndpoint;
import org.connectedaccounts.application.webhook.UpdateWebhookEndpoint;
import org.connectedaccounts.application.webhook.WebhookSecrets;
import org.connectedaccounts.domain.event.WebhookEndpoint;
import org.jboss.logging.Logger;

/** Use cases of delivered events, made from the ports they need. */
final class WebhookUseCases {

  private static final Logger LOG = Logger.getLogger("org.connectedaccounts.webhooks");

  @Produces
  @Singleton
  WebhookSecrets webhookSecrets(SecretVault vault, Randomness random) {
    return new WebhookSecrets(vault, random);
  }

  @Produces
  @Singleton
  CreateWebhookEndpoint createWebhookEndpoint(
      WebhookEndpoints endpoints,
      WebhookSecrets secrets,
      Randomness random,
      StoreClock clock,
      UnitOfWork unitOfWork) {
    return new CreateWebhookEndpoint(endpoints, secrets, random, clock, unitOfWork);
  }

  @Produces
  @Singleton
  RotateWebhookSecret rotateWebhookSecret(
      WebhookEndpoints endpoints, WebhookSecrets secrets, StoreClock clock, UnitOfWork unitOfWork) {
    return new RotateWebhookSecret(endpoints, secrets, clock, unitOfWork);
  }

  @Produces
  @Singleton
  UpdateWebhookEndpoint updateWebhookEndpoint(
      WebhookEndpoints endpoints, WebhookDeliveries deliveries, UnitOfWork unitOfWork) {
    return new UpdateWebhookEndpoint(endpoints, deliveries, unitOfWork);
  }

  @Produces
  @Singleton
  DeleteWebhookEndpoint deleteWebhookEndpoint(WebhookEndpoints endpoints, UnitOfWork unitOfWork) {
    return new DeleteWebhookEndpoint(endpoints, unitOfWork);
  }

  @Produces
  @Singleton
  GetWebhookEndpoint getWebhookEndpoint(WebhookEndpoints endpoints) {
    return new GetWebhookEndpoint(endpoints);
  }

  @Produces
  @Singleton
  ListWebhookEndpoints listWebhookEndpoints(WebhookEndpoints endpoints) {
    return new ListWebhookEndpoints(endpoints);
  }

  @Produces
  @Singleton
  TestWebhookEndpoint testWebhookEndpoint(
      WebhookEndpoints endpoints,
      WebhookDeliveries deliveries,
      Events events,
      Randomness random,
      UnitOfWork unitOfWork) {
    return new TestWebhookEndpoint(endpoints, deliveries, events, random, unitOfWork);
  }

  @Produces
  @Singleton
  ListWebhookDeliveries listWebhookDeliveries(
      WebhookEndpoints endpoints, WebhookDeliveries deliveries) {
    return new ListWebhookDeliveries(endpoints, deliveries);
  }

  @Produces
  @Singleton
  RetryWebhookDelivery retryWebhookDelivery(WebhookDeliveries deliveries) {
    return new RetryWebhookDelivery(deliveries);
  }

  @Produces
  @Singleton
  ForgetDelivered forgetDelivered(WebhookDeliveries deliveries) {
    return new ForgetDelivered(deliveries);
  }

  @Produces
  @Singleton
  GoneReceivers goneReceivers(
      WebhookEndpoints endpoints,
      UnitOfWork unitOfWork,
      StoreClock clock,
      Randomness random,
      AuditTrail audit) {
    var traces = new GoneReceivers.Traces(audit, WebhookUseCases::warn);
    return new GoneReceivers(endpoints, unitOfWork, clock, random, traces);
  }

  private static void warn(WebhookEndpoint gone) {
    LOG.warn(
        gone.id().text()
            + " of "
            + gone.workspace()
            + ": its receiver answered 410, and it is disabled; its events wait");
  }

  @Produces
  @Singleton
  DeliverEvents deliverEvents(
      WebhookEndpoints endpoints,
      WebhookDeliveries deliveries,
      WebhookReceiver receiver,
      WebhookSecrets secrets,
      GoneReceivers gone,
      StoreClock clock,
      WebhookThreads threads) {
    var times = new DeliverEvents.Times(clock, threads);
    return new DeliverEvents(endpoints, deliveries, receiver, secrets, gone, times);
  }
}
