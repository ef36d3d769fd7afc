-- The HMAC keys behind every fingerprint, sealed with the operator's data key (ADR 17), so that
-- wherever key-encryption keys are kept, nothing else has to be kept there.
create table fingerprint_key (
  purpose    text        primary key,
  sealed     bytea       not null,
  data_key   uuid        not null,
  created_at timestamptz not null default clock_timestamp()
);
