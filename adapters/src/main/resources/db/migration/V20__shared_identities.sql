-- Of one identity all accounts, whoever's: the user comes last. The new index is built while accounts are read, and the
-- old one goes at the end of it.
create unique index connected_account_of_identity
  on connected_account (workspace_id, app, identity_id, coalesce(external_user_id, ''))
  where identity_id is not null;
drop index connected_account_identity;
alter index connected_account_of_identity rename to connected_account_identity;

-- Whether several users of a workspace may connect one identity of an app.
alter table workspace add column shared_identities text not null default 'ALLOW'
  check (shared_identities in ('ALLOW', 'DENY'));

-- As before, but that an identity which is shared concerns the accounts of the others as well.
create or replace function audit_event() returns trigger language plpgsql as $$
begin
  insert into audit_entry (workspace_id, id, at, actor, action, code, accounts, external_user_id,
    workflow_id, step_id, targets)
  values (new.workspace_id, new.id, new.created_at, 'SERVICE',
    case new.type
      when 'STEP_LINK_BROKEN' then 'step_link.broken'
      when 'API_KEY_ROTATED' then 'api_key.rotated'
      else 'account.' || lower(new.type) end,
    lower(new.reason),
    array_remove(array[new.account_id], null)
      || array(select jsonb_array_elements_text(new.details -> 'others')::uuid),
    new.external_user_id,
    new.details ->> 'workflow_id', new.details ->> 'step_id',
    case new.type
      when 'API_KEY_ROTATED' then array[
        type_id('key', (new.details ->> 'former')::uuid), type_id('key', (new.details ->> 'key')::uuid)]
      when 'STEP_LINK_BROKEN' then array[new.details ->> 'name'] end)
  on conflict do nothing;
  return null;
end $$;
