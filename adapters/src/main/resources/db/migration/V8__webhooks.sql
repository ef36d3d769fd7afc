-- Events are delivered to receivers of the workspaces (ADR 23).
create table webhook_endpoint (
  workspace_id      uuid        not null references workspace on delete cascade,
  id                uuid        not null,
  url               text        not null,
  types             text[]      not null,
  enabled           boolean     not null,
  secret            bytea       not null,
  secret_key        uuid        not null,
  secret_version    int         not null,
  former_secret     bytea,
  former_secret_key uuid,
  former_until      timestamptz,
  -- Up to here its events are noted in webhook_delivery.
  planned_by        xid8        not null default pg_snapshot_xmin(pg_current_snapshot()),
  planned_number    bigint      not null default 0,
  created_at        timestamptz not null,
  primary key (workspace_id, id)
);

-- An event and where it goes. While it is pending, next_at is also the lease of whoever is about to send it.
create table webhook_delivery (
  workspace_id uuid   not null,
  endpoint_id  uuid   not null,
  event_id     uuid   not null,
  account_id   uuid   not null,
  written_by   xid8   not null,
  number       bigint not null,
  state        text   not null default 'PENDING',
  attempts     int    not null default 0,
  next_at      timestamptz default clock_timestamp(),
  last_status  int,
  last_error   text,
  ended_at     timestamptz,
  primary key (workspace_id, endpoint_id, event_id),
  foreign key (workspace_id, endpoint_id) references webhook_endpoint on delete cascade,
  foreign key (workspace_id, event_id) references event on delete cascade
);

create index webhook_delivery_of_event on webhook_delivery (workspace_id, event_id);
create index webhook_delivery_in_order on webhook_delivery (workspace_id, endpoint_id, written_by, number);
create index webhook_delivery_pending on webhook_delivery
  (workspace_id, endpoint_id, account_id, written_by, number) where state = 'PENDING';
create index webhook_delivery_due on webhook_delivery (next_at) where state = 'PENDING';
create index webhook_delivery_ended on webhook_delivery (ended_at) where state = 'DELIVERED';

-- What else is sealed.
create or replace view sealed_value (workspace_id, data_key, stored_in) as
  select workspace_id, auths_key, 'credential.auths' from credential
  union all
  select workspace_id, refresh_key, 'credential.refresh' from credential
    where refresh_key is not null
  union all
  select workspace_id, auths_key, 'spare_credential.auths' from spare_credential
  union all
  select workspace_id, refresh_key, 'spare_credential.refresh' from spare_credential
    where refresh_key is not null
  union all
  select workspace_id, secret_key, 'oauth_client.secret' from oauth_client
    where secret_key is not null
  union all
  select workspace_id, former_secret_key, 'oauth_client.former_secret' from oauth_client
    where former_secret_key is not null
  union all
  select workspace_id, verifier_key, 'authorization_attempt.verifier' from authorization_attempt
    where verifier_key is not null
  union all
  select workspace_id, code_key, 'authorization_attempt.code' from authorization_attempt
    where code_key is not null
  union all
  select workspace_id, auths_key, 'authorization_attempt.auths' from authorization_attempt
    where auths <> '' -- else it is over, and was wiped
  union all
  select workspace_id, refresh_key, 'authorization_attempt.refresh' from authorization_attempt
    where refresh_key is not null
  union all
  select workspace_id, body_key, 'idempotency_record.body' from idempotency_record
    where body_key is not null
  union all
  select '00000000-0000-0000-0000-000000000000'::uuid, data_key, 'fingerprint_key.sealed'
    from fingerprint_key
  union all
  select workspace_id, secret_key, 'webhook_endpoint.secret' from webhook_endpoint
  union all
  select workspace_id, former_secret_key, 'webhook_endpoint.former_secret' from webhook_endpoint
    where former_secret_key is not null;
