-- The lease protocol of refreshes, what is refreshed ahead of need, and events (ADR 15, 16).

alter table connected_account
  add column refresh_due_at timestamptz,
  add column not_before     timestamptz,
  add column death_told     boolean not null default false;
create index connected_account_due on connected_account (oauth_client, refresh_due_at)
  where refresh_due_at is not null;
create index connected_account_dying on connected_account (will_die_at)
  where will_die_at is not null and not death_told;
-- What was connected before is looked at soon, and planned for then.
update connected_account set refresh_due_at = clock_timestamp()
  where oauth_client is not null and expires_at is not null and status in ('ACTIVE', 'DEGRADED');

-- The current credential is the one of the account's generation; the one before it is its parent.
drop index credential_current;
alter table credential
  drop column role,
  drop column access_fingerprint,
  drop column refresh_fingerprint;

-- Answers that came too late to be the current credential.
create table spare_credential (
  workspace_id      uuid        not null,
  account_id        uuid        not null,
  attempt           uuid        not null,
  parent_generation bigint      not null,
  auths             bytea       not null,
  auths_key         uuid        not null,
  refresh           bytea,
  refresh_key       uuid,
  created_at        timestamptz not null default clock_timestamp(),
  primary key (workspace_id, account_id, attempt),
  foreign key (workspace_id, account_id) references connected_account on delete cascade
);
create index spare_credential_by_age on spare_credential (created_at);

-- Before V2 nothing wrote attempts.
alter table refresh_attempt
  add column oauth_client uuid,
  add column ended_at     timestamptz,
  add check (state in ('CLAIMED', 'SENT', 'COMMITTED', 'REJECTED', 'ABANDONED', 'UNKNOWN',
    'RESOLVED_RETRY', 'RESOLVED_LATE', 'LOST'));
-- None of open attempts by lease: between two vacuums it would keep an entry of every attempt that
-- has ended, and a claim would take it for the shortest way to an account's open one. The unique
-- index of open attempts leads to the account, and serves those who look for lapsed leases as well.
create index refresh_attempt_by_client on refresh_attempt (oauth_client, ended_at);
create index refresh_attempt_by_age on refresh_attempt (ended_at);

-- How fast a client's token endpoint may be called, and whether at all; for all replicas together.
create table endpoint_pace (
  workspace_id  uuid        not null,
  oauth_client  uuid        not null,
  free_from     timestamptz not null default clock_timestamp() - interval '1 second',
  paused_until  timestamptz,
  pause_reason  text,
  paused_since  timestamptz,
  primary key (workspace_id, oauth_client),
  foreign key (workspace_id, oauth_client) references oauth_client on delete cascade
);
create index endpoint_pace_by_client on endpoint_pace (oauth_client);

-- Written in the transaction it tells of. Two numbers order it: a transaction that began earlier
-- and ends later must not slip in before what was read already.
create table event (
  workspace_id     uuid        not null references workspace on delete cascade,
  id               uuid        not null,
  written_by       xid8        not null default pg_current_xact_id(),
  number           bigint      generated always as identity,
  type             text        not null,
  account_id       uuid        not null,
  app              text        not null,
  external_user_id text,
  generation       bigint      not null,
  reason           text,
  created_at       timestamptz not null default clock_timestamp(),
  primary key (workspace_id, id)
);
create index event_in_order on event (workspace_id, written_by, number);
create index event_by_age on event (created_at);

-- A client is found by its id alone where an account names it, whoever owns it.
create index oauth_client_by_id on oauth_client (id);
