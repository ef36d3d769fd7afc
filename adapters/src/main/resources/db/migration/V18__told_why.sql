-- The registered error that a provider answered a consent with (RFC 6749, 4.1.2.1).
alter table connect_session add column oauth_error text;
