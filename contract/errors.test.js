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

test('each code of 404, 409, 410 and 422 is among the examples of an operation, under its own name', () => {
  const { paths, components } = contract();
  const { responses, examples } = components;
  const of = (map, value) => (value.$ref ? map[value.$ref.split('/').at(-1)] : value);
  const operations = Object.values(paths).flatMap((path) => Object.values(path).filter((each) => each.responses));
  const shown = new Set();
  for (const [status, response] of operations.flatMap((operation) => Object.entries(operation.responses))) {
    const media = of(responses, response).content?.['application/problem+json'] ?? {};
    for (const [name, example] of Object.entries(media.examples ?? {})) {
      const problem = of(examples, example).value;
      assert.equal(name, problem.code);
      if (String(problem.status) === status) shown.add(problem.code);
    }
    if (media.example) shown.add(media.example.code);
  }

  const codes = [...listed(components.schemas.Problem.properties.code.description)];
  const own = codes.filter(([, statuses]) => statuses.some((status) => /404|409|410|422/.test(status)));
  assert.deepEqual(own.map(([code]) => code).filter((code) => !shown.has(code)), []);
});
