-- The registered error that a provider answered a consent with (RFC 6749, 4.1.2.1).
alter table connect_session add column oauth_error text;

-- Why an endpoint is disabled; means nothing while it is enabled.
alter table webhook_endpoint add column disabled_reason text;
