// Plants changes in the contract and sees which of them are called breaking.
import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { test } from 'node:test';
import { breaking } from './breaking.js';
import { contract } from './contract.js';

mkdirSync('target', { recursive: true });

/** What is called breaking when `change` was made to the contract. */
function broken(name, change) {
  const changed = contract();
  change(changed.paths, changed.components.schemas, changed.components.parameters);
  return breaking(saved('contract', contract()), saved(name, changed));
}

function saved(name, document) {
  const file = `target/${name}.json`;
  writeFileSync(file, JSON.stringify(document));
  return file;
}

test('what a client cannot go on with is breaking', () => {
  const lines = broken('breaking', (paths, schemas, parameters) => {
    delete paths['/v1/users/{external_user_id}'];
    delete paths['/v1/api-keys/{key_id}'].delete;
    paths['/v1/events'].get.operationId = 'readEvents';
    paths['/v1/apps'].get.security.pop();
    delete paths['/v1/accounts'].post.responses[201];
    paths['/v1/accounts/{account_id}/refresh'].post.requestBody.required = true;
    paths['/v1/accounts'].get.parameters.shift();
    parameters.Purpose.required = true;
    parameters.Limit.schema.maximum = 100;
    delete schemas.Account.properties.nickname;
    schemas.Account.required = schemas.Account.required.filter((name) => name !== 'status');
    schemas.Identity.properties.id.type = 'integer';
    schemas.AuthValues.additionalProperties = { type: 'integer' };
    schemas.CreateWorkspace.required.push('logo_url');
    delete schemas.PutWorkflow.properties.url;
    schemas.UpdateAccount.properties.nickname.maxLength = 10;
  });
  const told = (...words) => assert.ok(lines.some((line) => words.every((word) => line.includes(word))), `${words}\n${lines.join('\n')}`);

  told('/v1/users/{external_user_id}', 'removed');
  told('/v1/api-keys/{key_id}/delete', 'removed');
  told('/v1/events/get', 'readEvents');
  told('/v1/apps/get', 'sessionToken');
  told('/v1/accounts/post/responses/201', 'removed');
  told('/refresh/post/requestBody', 'required');
  told('/v1/accounts/get/parameters', 'app', 'removed');
  told('Purpose', 'required');
  told('Upper bound', '200', '100');
  told('properties/nickname', 'removed');
  told('status', 'required');
  told('identity/properties/id', 'integer');
  told('auths', 'integer');
  told('logo_url', 'required');
  told('/v1/workflows/{workflow_id}/put/requestBody', 'properties/url', 'removed');
  told('patch/requestBody', 'properties/nickname', 'maxLength');
});

test('what a client need not look at is not', () => {
  const lines = broken('compatible', (paths, schemas) => {
    paths['/v1/new'] = { get: { ...paths['/v1/events'].get, operationId: 'listNews' } };
    paths['/v1/events'].get.parameters.push({ name: 'since', in: 'query', schema: { type: 'string' } });
    paths['/v1/events'].get.responses[409] = { $ref: '#/components/responses/AppInUse' };
    schemas.Account.properties.colour = { type: 'string' };
    schemas.Account.required.push('colour');
    schemas.CreateAccount.properties.colour = { type: 'string' };
    schemas.UpdateAccount.properties.nickname.maxLength = 1000;
    schemas.Account.properties.status.description = 'Another word for it.';
  });

  assert.deepEqual(lines, []);
});
