-- Credentials that are kept outside of the database. The first byte of a sealed value is its form: 1 the value, 2 a
-- reference, 3 the value until a reference takes its place. Where credentials are kept here, the index is empty.
create index credential_outside on credential (substring(auths from 1 for 1))
  where substring(auths from 1 for 1) > '\x01';

-- Who settles a credential has it to himself until then.
alter table credential add column settling_until timestamptz;

-- Accounts that are no more, whose values outside are to be destroyed.
create table removed_outside (
  workspace_id uuid        not null,
  account_id   uuid        not null,
  removed_at   timestamptz not null default clock_timestamp(),
  primary key (workspace_id, account_id)
);
