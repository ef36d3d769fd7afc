-- A data key is published before it encrypts, so that every replica has opened it by then (ADR 18).
alter table data_key
  drop constraint data_key_state_check,
  add constraint data_key_state_check check (state in ('PUBLISHED', 'ENCRYPT', 'DECRYPT_ONLY')),
  add column successor      uuid,
  add column encrypts_since timestamptz;
create unique index data_key_published on data_key (workspace_id) where state = 'PUBLISHED';
