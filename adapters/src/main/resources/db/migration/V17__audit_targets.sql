-- What an entry of the audit is about beside accounts and steps (ADR 24). Those from before have none.
alter table audit_entry add column targets text[];

-- Reads of credentials are most of the table, and have no targets.
create index audit_entry_of_target on audit_entry using gin (targets) where targets is not null;
create index audit_entry_of_user on audit_entry (workspace_id, external_user_id, at, id)
  where external_user_id is not null;
-- Each is there once, so that a tree of them would be as large as all the others.
create index audit_entry_of_request on audit_entry using brin (request_id text_bloom_ops) with (autosummarize = on);

-- An id as clients see it, from its UUID.
create function type_id(prefix text, id uuid) returns text language sql immutable as $$
  select prefix || '_' || string_agg(
    substr('0123456789abcdefghjkmnpqrstvwxyz', 1 + substring(bits from 5 * i + 1 for 5)::bit(5)::int, 1), '' order by i)
  from (select b'00' || ('x' || replace(id::text, '-', ''))::bit(128) as bits) b, generate_series(0, 25) i
$$;

create or replace function audit_event() returns trigger language plpgsql as $$
begin
  insert into audit_entry (workspace_id, id, at, actor, action, code, accounts, external_user_id,
    workflow_id, step_id, targets)
  values (new.workspace_id, new.id, new.created_at, 'SERVICE',
    case new.type
      when 'STEP_LINK_BROKEN' then 'step_link.broken'
      when 'API_KEY_ROTATED' then 'api_key.rotated'
      else 'account.' || lower(new.type) end,
    lower(new.reason), array_remove(array[new.account_id], null), new.external_user_id,
    new.details ->> 'workflow_id', new.details ->> 'step_id',
    case new.type
      when 'API_KEY_ROTATED' then array[
        type_id('key', (new.details ->> 'former')::uuid), type_id('key', (new.details ->> 'key')::uuid)]
      when 'STEP_LINK_BROKEN' then array[new.details ->> 'name'] end)
  on conflict do nothing;
  return null;
end $$;
