-- Rotations of key-encryption keys, and how far each workspace's data keys are in one (ADR 17).
create table key_rotation (
  id          uuid        primary key,
  started_at  timestamptz not null default clock_timestamp(),
  finished_at timestamptz
);
create unique index key_rotation_running on key_rotation ((true)) where finished_at is null;

alter table data_key
  add column rewrapped_in uuid,
  add column retired_in   uuid,
  add column failed_in    uuid;
