-- Many accounts are revoked at once (ADR 25).
create table revocation (
  workspace_id     uuid        not null references workspace on delete cascade,
  id               uuid        not null,
  app              text,
  external_user_id text,
  connected_before timestamptz,
  actor            text        not null,
  actor_id         text,
  started_at       timestamptz not null default clock_timestamp(),
  finished_at      timestamptz,
  -- As it was when it was finished.
  revoked          bigint      not null default 0,
  not_revocable    bigint      not null default 0,
  failed           bigint      not null default 0,
  primary key (workspace_id, id)
);
create index revocation_running on revocation (workspace_id, id) where finished_at is null;

-- An account as it was selected. It outlives the account. While it remains, next_at is also the lease of whoever is
-- at it. lane: the OAuth client, or the nil UUID.
create table revocation_account (
  workspace_id     uuid   not null,
  revocation_id    uuid   not null,
  account_id       uuid   not null,
  app              text   not null,
  external_user_id text,
  generation       bigint not null,
  lane             uuid   not null,
  outcome          text   not null default 'REMAINING',
  attempts         int    not null default 0,
  next_at          timestamptz default clock_timestamp(),
  reason           text,
  http_status      int,
  oauth_error      text,
  ended_at         timestamptz,
  primary key (workspace_id, revocation_id, account_id),
  foreign key (workspace_id, revocation_id) references revocation on delete cascade
);
create index revocation_account_due on revocation_account (lane, next_at) where outcome = 'REMAINING';
create index revocation_account_remaining on revocation_account (workspace_id, revocation_id)
  where outcome = 'REMAINING';

-- When its user has last connected; null where nothing but created_at is known.
alter table connected_account add column connected_at timestamptz;
