// The modules that pages.js imports statically; the shell preloads them, so that none waits for another.
import { readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

export const RESOURCES = join(import.meta.dirname, '../adapters/src/main/resources');
export const PUBLIC = join(RESOURCES, 'META-INF/resources');

/** @param {string} file @returns {string[]} paths under PUBLIC */
export function closure(file, seen = new Set([join(PUBLIC, file)])) {
  for (const path of seen)
    for (const [, target] of readFileSync(path, 'utf8').matchAll(/^import .* from '(\.[^']+)';$/gm)) seen.add(join(dirname(path), target));
  return [...seen].map((path) => relative(PUBLIC, path)).sort();
}
