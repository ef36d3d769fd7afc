import { execFileSync } from 'node:child_process';

const text = execFileSync('node_modules/.bin/redocly', ['bundle', '../openapi.yaml', '--ext', 'json'], {
  encoding: 'utf8',
  maxBuffer: 64 * 1024 * 1024,
  stdio: ['ignore', 'pipe', 'ignore'],
});

/** openapi.yaml as data: a new copy for each caller, to change as it likes. */
export function contract() {
  return JSON.parse(text);
}
