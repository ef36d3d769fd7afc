-- The audit (ADR 24): who did what, when, to which account, and what for. It outlives what it tells of.
create table audit_entry (
  workspace_id     uuid        not null,
  id               uuid        not null,
  at               timestamptz not null,
  actor            text        not null,
  actor_id         text,
  action           text        not null,
  status           int,
  code             text,
  accounts         uuid[]      not null,
  external_user_id text,
  workflow_id      text,
  step_id          text,
  purpose          text,
  address          text,
  request_id       text,
  primary key (workspace_id, at, id)
);

create index audit_entry_of_account on audit_entry using gin (accounts);
create index audit_entry_of_actor on audit_entry (workspace_id, actor_id, at, id);
create index audit_entry_of_action on audit_entry (workspace_id, action, at, id);
create index audit_entry_by_age on audit_entry (at);

create function audit_is_only_added_to() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' and old.at < clock_timestamp() - interval '30 days' then
    return old;
  end if;
  raise exception 'the audit is only added to';
end $$;

create trigger audit_is_only_added_to before update or delete on audit_entry
  for each row execute function audit_is_only_added_to();
create trigger audit_is_not_emptied before truncate on audit_entry
  for each statement execute function audit_is_only_added_to();

-- What happens to accounts by itself, in the transaction of its event, so that no statement can forget it.
create function audit_event() returns trigger language plpgsql as $$
begin
  insert into audit_entry (workspace_id, id, at, actor, action, code, accounts, external_user_id)
  values (new.workspace_id, new.id, new.created_at, 'SERVICE', 'account.' || lower(new.type),
    lower(new.reason), array[new.account_id], new.external_user_id)
  on conflict do nothing;
  return null;
end $$;

create trigger event_is_audited after insert on event for each row execute function audit_event();
