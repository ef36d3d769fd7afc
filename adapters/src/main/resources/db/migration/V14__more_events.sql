-- Events that tell more than of an account, or of none. Those of none wait for no other.
alter table event
  alter column account_id drop not null,
  alter column app drop not null,
  alter column generation drop not null,
  add column details jsonb;
alter table webhook_delivery alter column account_id drop not null;

create or replace function audit_event() returns trigger language plpgsql as $$
begin
  insert into audit_entry (workspace_id, id, at, actor, action, code, accounts, external_user_id,
    workflow_id, step_id)
  values (new.workspace_id, new.id, new.created_at, 'SERVICE',
    case new.type
      when 'STEP_LINK_BROKEN' then 'step_link.broken'
      when 'API_KEY_ROTATED' then 'api_key.rotated'
      else 'account.' || lower(new.type) end,
    lower(new.reason), array_remove(array[new.account_id], null), new.external_user_id,
    new.details ->> 'workflow_id', new.details ->> 'step_id')
  on conflict do nothing;
  return null;
end $$;
