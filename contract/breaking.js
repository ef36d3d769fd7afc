// node breaking.js <released> <new>: fails, and says why, if a client of the released contract would break.
import { spawnSync } from 'node:child_process';
import { pathToFileURL } from 'node:url';

// Unknown fields of a request are refused, so a field that goes breaks whoever sends it. Redocly lets that pass.
const refusedNow = ({ kind, path }) => kind === 'removed' && /\/requestBody\/.*\/properties\/[^/]+$/.test(path);

const because = ({ kind, typeName, verdicts }) => verdicts.map(({ message }) => message).join(' ') || `${typeName} ${kind}`;

/** What breaks a client of the contract `base` when the service speaks `revision`: a line each, with its place. */
export function breaking(base, revision) {
  const { status, stdout, stderr } = spawnSync('node_modules/.bin/redocly', ['diff', base, revision, '--format=json', '--fail-on=none'], {
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  if (status !== 0) throw new Error(`Not compared:\n${stderr}`);
  return JSON.parse(stdout)
    .changes.filter((change) => change.impact === 'major' || refusedNow(change))
    .map((change) => `${decodeURI(change.path).replace('#/paths/', '').replaceAll('~1', '/')}: ${because(change)}`);
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const lines = breaking(process.argv[2], process.argv[3]);
  for (const line of lines) console.error(line);
  console.log(lines.length === 0 ? 'Clients of the last release go on.' : 'Clients of the last release break.');
  process.exitCode = lines.length === 0 ? 0 : 1;
}
