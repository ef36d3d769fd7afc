-- Credentials that are kept outside of the database. The first byte of a sealed value is its form: 1 the value, 2 a
-- reference, 3 the value until a reference takes its place. Where all are kept here and none is
-- on its way, the index is empty.
create index credential_outside on credential (substring(auths from 1 for 1))
  where substring(auths from 1 for 1) > '\x01';

-- Who settles a credential has it to himself until then.
alter table credential add column settling_until timestamptz;

-- Whether something of it was ever brought outside: that stays there as long as the account.
alter table connected_account add column kept_outside boolean not null default false;

-- Accounts that are no more, whose values outside are to be destroyed.
create table removed_outside (
  workspace_id uuid        not null,
  account_id   uuid        not null,
  removed_at   timestamptz not null default clock_timestamp(),
  primary key (workspace_id, account_id)
);
