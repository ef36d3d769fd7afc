import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { contract } from './contract.js';
import { listed } from './rules/problem-codes.js';

test('docs/errors.md tells of every code of the contract, and of no other', () => {
  const codes = [...listed(contract().components.schemas.Problem.properties.code.description).keys()];
  const rows = readFileSync('../docs/errors.md', 'utf8').matchAll(/^\| (?:\d{3} \| )?((?:`[a-z_]+`(?:, )?)+) \|/gm);
  const told = [...rows].flatMap((row) => [...row[1].matchAll(/`([a-z_]+)`/g)].map((code) => code[1]));

  assert.deepEqual([...new Set(told)].sort(), codes.sort());
});
