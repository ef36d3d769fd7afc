-- An event that tries a receiver (ADR 23) is nothing that happened: the audit has the call that asked for it.
create or replace trigger event_is_audited after insert on event for each row
  when (new.type <> 'WEBHOOK_ENDPOINT_TEST') execute function audit_event();
