-- Secrets that are replaced while all goes on (ADR 18).

-- The secret before, for as long as a provider may know it alone.
alter table oauth_client
  add column former_secret     bytea,
  add column former_secret_key uuid,
  add column former_version    integer,
  add column former_until      timestamptz;

-- Which version of the operator's own entry an app's current client is made of.
create table operator_client_version (
  app     text    primary key,
  version integer not null
);

alter table key_rotation
  add column keys text not null default 'KEY_ENCRYPTION_KEYS'
    check (keys in ('KEY_ENCRYPTION_KEYS', 'DATA_KEYS')),
  -- As it was when it was finished.
  add column total  bigint not null default 0,
  add column done   bigint not null default 0,
  add column failed bigint not null default 0;

-- empty_since: since when nothing has been sealed with it.
alter table data_key
  add column rewrapped_at timestamptz,
  add column empty_since  timestamptz;

-- Every sealed value, and the data key that opens it.
create view sealed_value (workspace_id, data_key, stored_in) as
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
    from fingerprint_key;
