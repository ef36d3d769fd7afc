import { test } from 'node:test';
import { strictEqual, deepStrictEqual, ok } from 'node:assert';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { closure, PUBLIC, RESOURCES } from './closure.js';

globalThis.document = { documentElement: { lang: 'en' } };
const { contrast, parse, readable } = await import(join(PUBLIC, 'assets/theme.js'));
const { messages, count, t } = await import(join(PUBLIC, 'assets/messages.js'));

const shell = readFileSync(join(RESOURCES, 'pages/shell.html'), 'utf8');
const served = readFileSync(join(RESOURCES, '../java/org/connectedaccounts/adapters/in/web/BrowserPage.java'), 'utf8');
const css = readFileSync(join(PUBLIC, 'assets/pages.css'), 'utf8');
const files = readdirSync(PUBLIC, { recursive: true }).filter((name) => /\.(js|css|svg)$/.test(name));
const source = files.filter((name) => name.endsWith('.js') && !name.endsWith('messages.js')).map((name) => readFileSync(join(PUBLIC, name), 'utf8')).join('\n');

test('the shell preloads every module of the first view, and no other', () => {
  const preloaded = [...shell.matchAll(/modulepreload" href="\/([^"]+)"/g)].map(([, path]) => path);
  deepStrictEqual([...preloaded, 'assets/pages.js'].sort(), closure('assets/pages.js'));
});

test('the shell holds nothing that a strict content security policy refuses', () => {
  ok(!/<style|style=|\son\w+=|<script(?![^>]*src=)/.test(shell));
});

test('nothing is loaded from elsewhere', () => {
  for (const name of files) {
    const text = readFileSync(join(PUBLIC, name), 'utf8').replaceAll('http://www.w3.org/2000/svg', '');
    ok(!/(?:src|href|url\(|import|fetch)\W{1,4}https?:/.test(text), name);
  }
});

test('every text of the bundle is used', () => {
  // Only what stands in a call of t or count; a status may have the name of a text.
  const called = new Set([...source.matchAll(/\b(?:t|count)\(((?:[^()]|\([^()]*\))*)\)/g)].flatMap(([, given]) => [...given.matchAll(/'(\w+)'/g)].map(([, key]) => key)));
  for (const key of Object.keys(messages)) {
    const stem = key.replace(/_(?:one|other)$/, '');
    const byService = shell.includes(`{${key}}`) || served.includes(`"/${key}"`);
    ok(byService || called.has(key) || called.has(stem) || source.includes(`messages.${key}`), key);
  }
});

test('every problem that has words of its own is one of the contract, or of the pages', () => {
  const contract = readFileSync(join(RESOURCES, '../../../../openapi.yaml'), 'utf8');
  const own = new Set(['offline', 'unreachable', 'ticket_invalid', 'method_missing']);
  for (const code of Object.keys(messages.problems)) ok(own.has(code) || contract.includes(`\`${code}\``), code);
});

test('every category of a built-in app has words', () => {
  const apps = join(RESOURCES, 'apps');
  const written = readdirSync(apps, { recursive: true }).filter((name) => name.endsWith('.yaml')).map((name) => readFileSync(join(apps, name), 'utf8'));
  const used = new Set(written.flatMap((text) => [...text.matchAll(/^category: (.+)$/gm)].map(([, category]) => category)));
  for (const category of used) ok(Object.hasOwn(messages.category, category), category);
  for (const category of Object.keys(messages.category)) ok(used.has(category), category);
});

test('texts are filled in, and counted as English does', () => {
  strictEqual(t('connect_title', { app: 'Slack' }), 'Connect Slack');
  strictEqual(count('apps', 1), '1 app');
  strictEqual(count('apps', 1200), '1,200 apps');
});

test('any accent becomes readable on every ground', () => {
  const grounds = { light: ['#f4f5f8', '#ffffff'], dark: ['#101219', '#1b1e29'] };
  for (const hex of ['#ffd400', '#000000', '#ffffff', '#0a7a5c', '#7f7f7f', '#3d4fd6'])
    for (const [mode, colors] of Object.entries(grounds)) {
      const ends = mode === 'light' ? [0, 0, 0] : [255, 255, 255];
      const found = readable(parse(hex), colors.map(parse), ends);
      for (const ground of colors) ok(contrast(found, parse(ground)) >= 4.5, `${hex} on ${ground}`);
    }
  strictEqual(parse('red'), undefined);
});

test('the grounds that the accent is computed for are those of the style sheet', () => {
  for (const ground of ['--page: #f4f5f8', '--card: #fff;', '--page: #101219', '--card: #1b1e29']) ok(css.includes(ground), ground);
});

test('connect.js is at most 6 kB, and the first view of the pages leaves room for the apps', () => {
  const size = (name) => gzipSync(readFileSync(join(PUBLIC, name)), { level: 6 }).length;
  ok(size('connect.js') <= 6000, `connect.js ${size('connect.js')}`);
  const view = (...parts) => [...new Set([...parts.flatMap((part) => closure(part)), 'assets/pages.css'])].reduce((sum, name) => sum + size(name), 0);
  const connect = view('assets/pages.js');
  ok(connect <= 36_000, `connect page ${connect}`);
  const accounts = view('assets/pages.js', 'assets/accounts/page.js');
  ok(accounts <= 46_000, `accounts page ${accounts}`);
});
