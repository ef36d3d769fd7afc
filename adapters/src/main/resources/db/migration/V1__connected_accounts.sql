-- Every primary, unique and foreign key starts with workspace_id, the distribution column for a later Citus.
-- The operator is the workspace with the nil UUID: it owns the default OAuth clients.

create table workspace (
  workspace_id    uuid        primary key,
  name            text        not null,
  logo_url        text,
  return_urls     text[]      not null default '{}',
  allowed_origins text[]      not null default '{}',
  browser_bound   boolean     not null default false,
  created_at      timestamptz not null default clock_timestamp()
);
insert into workspace (workspace_id, name) values ('00000000-0000-0000-0000-000000000000', 'operator');

create table api_key (
  workspace_id uuid        not null references workspace on delete cascade,
  id           uuid        not null,
  name         text        not null,
  scopes       text[]      not null,
  hint         text        not null,
  fingerprint  text        not null,
  created_at   timestamptz not null default clock_timestamp(),
  expires_at   timestamptz,
  primary key (workspace_id, id)
);
create index api_key_by_fingerprint on api_key (fingerprint);

-- Wrapped by a key-encryption key that lives outside this database.
create table data_key (
  workspace_id uuid        not null references workspace on delete cascade,
  id           uuid        not null,
  state        text        not null check (state in ('ENCRYPT', 'DECRYPT_ONLY')),
  wrapped      bytea       not null,
  wrapped_by   text        not null,
  created_at   timestamptz not null default clock_timestamp(),
  primary key (workspace_id, id)
);
create unique index data_key_encrypting on data_key (workspace_id) where state = 'ENCRYPT';

-- A workspace's own definitions.
create table app_definition (
  workspace_id uuid        not null references workspace on delete cascade,
  slug         text        not null,
  document     text        not null,
  updated_at   timestamptz not null default clock_timestamp(),
  primary key (workspace_id, slug)
);

-- Every version that an attempt or an account was made with.
create table app_definition_snapshot (
  workspace_id uuid        not null references workspace on delete cascade,
  slug         text        not null,
  digest       text        not null,
  document     text        not null,
  created_at   timestamptz not null default clock_timestamp(),
  primary key (workspace_id, slug, digest)
);

create table oauth_client (
  workspace_id   uuid        not null references workspace on delete cascade,
  id             uuid        not null,
  app            text        not null,
  client_id      text        not null,
  secret         bytea,
  secret_key     uuid,
  secret_version integer     not null,
  scopes         text[]      not null default '{}',
  state          text        not null,
  state_reason   text,
  current        boolean     not null,
  updated_at     timestamptz not null default clock_timestamp(),
  primary key (workspace_id, id)
);
create unique index oauth_client_current on oauth_client (workspace_id, app) where current;

create table app_request (
  workspace_id uuid        not null references workspace on delete cascade,
  key          text        not null,
  id           uuid        not null,
  name         text        not null,
  url          text,
  created_at   timestamptz not null default clock_timestamp(),
  primary key (workspace_id, key)
);
create table app_request_vote (
  workspace_id uuid        not null,
  key          text        not null,
  voter        text        not null,
  note         text,
  created_at   timestamptz not null default clock_timestamp(),
  primary key (workspace_id, key, voter),
  foreign key (workspace_id, key) references app_request on delete cascade
);

create table connected_account (
  workspace_id      uuid        not null references workspace on delete cascade,
  id                uuid        not null,
  app               text        not null,
  definition_owner  uuid        not null,
  definition_digest text        not null,
  method            text        not null,
  oauth_client      uuid,
  binding           text        not null,
  verified          boolean     not null,
  external_user_id  text,
  shared            boolean     not null,
  identity_id       text,
  identity_name     text,
  identity_email    text,
  nickname          text,
  metadata          jsonb       not null default '{}',
  requested_scopes  text[]      not null default '{}',
  granted_scopes    text[]      not null default '{}',
  status            text        not null,
  status_reason     text,
  oauth_error       text,
  status_since      timestamptz not null,
  generation        bigint      not null,
  created_at        timestamptz not null,
  updated_at        timestamptz not null,
  last_refreshed_at timestamptz,
  last_used_at      timestamptz,
  expires_at        timestamptz,
  will_die_at       timestamptz,
  primary key (workspace_id, id)
);
create index connected_account_by_user on connected_account (workspace_id, external_user_id, app);
-- The same identity of the same app for the same user is one account.
create unique index connected_account_identity
  on connected_account (workspace_id, app, coalesce(external_user_id, ''), identity_id)
  where identity_id is not null;
create index connected_account_by_client on connected_account (oauth_client, identity_id)
  where oauth_client is not null;

create index connected_account_by_definition on connected_account (definition_owner, app);

-- The sealed credential, by generation. auths: tokens, fields, captures; refresh: the refresh token alone.
create table credential (
  workspace_id          uuid        not null,
  account_id            uuid        not null,
  generation            bigint      not null,
  parent_generation     bigint,
  role                  text        not null check (role in ('CURRENT', 'PARENT', 'SPARE')),
  auths                 bytea       not null,
  auths_key             uuid        not null,
  refresh               bytea,
  refresh_key           uuid,
  access_expires_at     timestamptz,
  refresh_idle_deadline timestamptz,
  refresh_hard_expiry   timestamptz,
  access_fingerprint    text,
  refresh_fingerprint   text,
  created_at            timestamptz not null default clock_timestamp(),
  primary key (workspace_id, account_id, generation),
  foreign key (workspace_id, account_id) references connected_account on delete cascade
);
create unique index credential_current on credential (workspace_id, account_id) where role = 'CURRENT';

-- The durable intent of a refresh. Today's refresher is one process; the lease protocol builds on this.
create table refresh_attempt (
  workspace_id      uuid        not null,
  id                uuid        not null,
  account_id        uuid        not null,
  parent_generation bigint      not null,
  owner_boot_id     uuid        not null,
  state             text        not null,
  started_at        timestamptz not null default clock_timestamp(),
  sent_at           timestamptz,
  lease_until       timestamptz not null,
  outcome           text,
  http_status       integer,
  oauth_error       text,
  primary key (workspace_id, id),
  foreign key (workspace_id, account_id) references connected_account on delete cascade
);
create unique index refresh_attempt_open on refresh_attempt (workspace_id, account_id)
  where state in ('CLAIMED', 'SENT');
create index refresh_attempt_by_account on refresh_attempt (workspace_id, account_id);

create table workflow (
  workspace_id uuid not null references workspace on delete cascade,
  workflow_id  text not null,
  name         text,
  url          text,
  primary key (workspace_id, workflow_id)
);

-- external_user_id '' stands for everybody, since a key column cannot be null.
create table step_link (
  workspace_id     uuid        not null,
  workflow_id      text        not null,
  step_id          text        not null,
  name             text        not null,
  external_user_id text        not null default '',
  account_id       uuid        not null,
  scopes           text[]      not null default '{}',
  created_at       timestamptz not null default clock_timestamp(),
  primary key (workspace_id, workflow_id, step_id, name, external_user_id),
  foreign key (workspace_id, workflow_id) references workflow on delete cascade,
  foreign key (workspace_id, account_id) references connected_account on delete cascade
);
create index step_link_by_account on step_link (workspace_id, account_id, workflow_id);

create table connect_session (
  workspace_id      uuid        not null references workspace on delete cascade,
  id                uuid        not null,
  token_fingerprint text        not null,
  kind              text        not null,
  external_user_id  text,
  apps              text[]      not null default '{}',
  reconnect_account uuid,
  scopes            text[]      not null default '{}',
  shared            boolean     not null,
  workflow_id       text,
  step_id           text,
  link_name         text,
  metadata          jsonb       not null default '{}',
  return_url        text,
  progress          text        not null,
  attempt           uuid,
  options           jsonb       not null default '[]',
  account           uuid,
  account_created   boolean,
  error_code        text,
  error_detail      text,
  created_at        timestamptz not null,
  expires_at        timestamptz not null,
  primary key (workspace_id, id)
);
create index connect_session_by_token on connect_session (token_fingerprint);
create index connect_session_by_expiry on connect_session (expires_at);

create table authorization_attempt (
  workspace_id       uuid        not null,
  id                 uuid        not null,
  session            uuid        not null,
  app                text        not null,
  definition_owner   uuid        not null,
  definition_digest  text        not null,
  method             text        not null,
  oauth_client       uuid,
  oauth_client_owner uuid,
  context            text,
  state_hash         text,
  redirect_uri       text,
  verifier           bytea,
  verifier_key       uuid,
  code               bytea,
  code_key           uuid,
  scopes             text[]      not null default '{}',
  auths              bytea       not null,
  auths_key          uuid        not null,
  refresh            bytea,
  refresh_key        uuid,
  verified           boolean     not null,
  identity_id        text,
  identity_name      text,
  identity_email     text,
  consumed_at        timestamptz,
  handle_fingerprint text,
  handle_until       timestamptz,
  handle_taken_at    timestamptz,
  expires_at         timestamptz not null,
  primary key (workspace_id, id),
  foreign key (workspace_id, session) references connect_session on delete cascade
);
create index authorization_attempt_by_state on authorization_attempt (context, state_hash);
create index authorization_attempt_by_session on authorization_attempt (workspace_id, session);
create index authorization_attempt_by_expiry on authorization_attempt (expires_at);
create index authorization_attempt_by_definition on authorization_attempt (definition_owner, app);

create table idempotency_record (
  workspace_id uuid        not null references workspace on delete cascade,
  scope        text        not null,
  key          text        not null,
  fingerprint  text        not null,
  status       integer,
  body         bytea,
  body_key     uuid,
  created_at   timestamptz not null default clock_timestamp(),
  primary key (workspace_id, scope, key)
);
create index idempotency_record_by_age on idempotency_record (created_at);
