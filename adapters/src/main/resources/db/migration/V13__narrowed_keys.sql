-- Keys that reach some accounts alone (ADR 27; nothing named: no limit), when a key was last used, and which one it was
-- rotated to.
alter table api_key
  add column apps             text[] not null default '{}',
  add column accounts         uuid[] not null default '{}',
  add column external_user_id text,
  add column last_used_at     timestamptz,
  add column replaced_by      uuid;
