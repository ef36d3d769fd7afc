-- Keys that reach some accounts alone (ADR 27), and when a key was last used. Nothing named: no limit.
alter table api_key
  add column apps             text[] not null default '{}',
  add column accounts         uuid[] not null default '{}',
  add column external_user_id text,
  add column last_used_at     timestamptz;
