// Sees each rule of our own find what breaks it: a rule that finds nothing would pass in silence.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

const { stdout } = spawnSync('node_modules/.bin/redocly', ['lint', 'rules/faulty.yaml', '--format=json'], { encoding: 'utf8' });
const found = JSON.parse(stdout).problems;

test('each rule of our own finds what breaks it', () => {
  const ours = [...readFileSync('redocly.yaml', 'utf8').matchAll(/^ {2}((?:rule|contract)\/[a-z-]+):/gm)].map((rule) => rule[1]);

  assert.notEqual(ours.length, 0);
  for (const rule of ours) assert.ok(found.some(({ ruleId }) => ruleId === rule), rule);
});

test('the rules that are written out name every fault', () => {
  const messages = found.filter(({ ruleId }) => ruleId.startsWith('contract/')).map(({ message }) => message);

  assert.deepEqual(messages.sort(), [
    '`gone_astray` is not listed at Problem under 404',
    '`unheard_of` is not listed at Problem under 409',
    'a body has a name in components/schemas',
    'a secret in an example has "example" in it',
    'an object has a name in components/schemas, since generated code needs one',
    'none of the examples is a problem of status 400',
    'the description speaks of 409, which is not among the responses',
  ]);
});
