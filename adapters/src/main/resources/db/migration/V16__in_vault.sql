-- When the noted version of an operator's entry was written: one that was removed and made anew has the same version
-- again. What was noted before is read once more.
alter table operator_client_version add column written_at timestamptz not null default 'epoch';

-- Below which path in Vault the credentials of accounts are kept, if any are.
create table outside_path (
  only_one boolean primary key default true check (only_one),
  path     text not null
);
