// A reporter of node:test: a line for each file when it ends with what it skipped, what failed in full at the end, and nothing about the rest.
// The totals go to the file that BROADSHEET_TEST_COUNTS names.
import fs from 'node:fs';
import path from 'node:path';
import { inspect } from 'node:util';

const colours = process.env.FORCE_COLOR ? { red: '\x1b[31m', green: '\x1b[32m', grey: '\x1b[90m', off: '\x1b[0m' } : {};

const choosesByName = process.execArgv.some((option) => option.startsWith('--test-name-pattern'));

/**
 * @param {AsyncIterable<{ type: string, data: any }>} events
 * @yields {string}
 */
export default async function* report(events) {
  const files = new Map();
  for await (const { type, data } of events) {
    if (type === 'test:stdout' || type === 'test:stderr') fileOf(files, data).output.push(data.message);
    if (type === 'test:diagnostic' && data.message.startsWith('Error: ')) yield `  ${data.message}\n`;
    if (type !== 'test:complete') continue;
    const file = fileOf(files, data);
    if (isWholeFile(data)) yield lineFor(closed(file, data));
    else note(file, data);
  }
  for (const file of files.values()) yield* failuresOf(file);
  writeTotals([...files.values()]);
}

function fileOf(files, data) {
  const name = sourceName(data.entryFile ?? data.file);
  if (!files.has(name)) files.set(name, { name, passed: 0, failed: 0, skipped: 0, seconds: 0, names: new Map(), aside: [], failures: [], output: [] });
  return files.get(name);
}

/** The tests run as dist/…/x.test.js; people know them as …/x.test.ts. */
function sourceName(file) {
  const inDist = path.relative(path.resolve('dist'), path.resolve(file));
  if (inDist.startsWith('..')) return path.relative('.', file);
  const source = inDist.replace(/\.js$/, '.ts');
  return fs.existsSync(source) ? source : source.replace(/\.ts$/, '.tsx');
}

/** node:test counts a file as a test too; it is one for us only when it fails outside its tests. */
function isWholeFile({ nesting, name, file }) {
  return nesting === 0 && path.resolve(name) === path.resolve(file ?? '');
}

function note(file, data) {
  const { name, testId, parentId, details, skip, todo } = data;
  file.names.set(testId, { name, parentId });
  if (details.type === 'suite' && !hasOwnFailure(details)) return;
  const isAside = isSet(skip) || isSet(todo);
  if (isAside) {
    file.skipped += 1;
    file.aside.push({ name, why: [skip, todo].find((reason) => typeof reason === 'string' && reason !== '') });
  }
  if (!isAside && details.passed) file.passed += 1;
  if (!isAside && !details.passed) file.failed += 1;
  if (!isAside && hasOwnFailure(details)) file.failures.push(data);
}

/** `skip` and `todo` are `true` or a reason; an empty reason is one. */
function isSet(value) {
  return value !== undefined && value !== false;
}

/** A suite or test that only failed because one inside it did has nothing of its own to say. */
function hasOwnFailure({ passed, error }) {
  return !passed && error?.failureType !== 'subtestsFailed';
}

function closed(file, data) {
  file.seconds = data.details.duration_ms / 1000;
  const isEmpty = file.passed + file.failed + file.skipped === 0 && !choosesByName;
  if (file.failed > 0 || (data.details.passed && !isEmpty)) return file;
  file.failed += 1;
  const error = data.details.error ?? 'There is no test in it.';
  file.failures.push({ ...data, details: { error }, name: 'the file itself', testId: undefined });
  return file;
}

function lineFor({ name, passed, failed, skipped, seconds, aside }) {
  if (passed + failed + skipped === 0) return '';
  const counts = [`${passed} passed`, failed > 0 && `${failed} failed`, skipped > 0 && `${skipped} skipped`];
  const words = `${name}  ${counts.filter(Boolean).join(', ')}  ${seconds.toFixed(2)} s`;
  const line = failed > 0 ? paint('red', `✖ ${words}\n`) : `${paint('green', '✔')} ${words}\n`;
  return line + skippedIn(aside);
}

/** Nothing is left out in silence: each reason once, with the names of the tests. */
function skippedIn(aside) {
  const reasons = Map.groupBy(aside, ({ why }) => why);
  return [...reasons].map(([why, tests]) => paint('grey', `    skipped${why ? ` (${why})` : ''}: ${tests.map(({ name }) => name).join('; ')}\n`)).join('');
}

function* failuresOf({ name, names, failures, output }) {
  for (const { testId, details, name: test } of failures) {
    yield paint('red', `\n✖ ${[name, ...pathTo(names, testId, test)].join(' › ')}\n`);
    yield `${indent(describe(details.error?.cause ?? details.error))}\n`;
  }
  if (failures.length > 0 && output.length > 0) yield `${paint('grey', `  ${name} printed:`)}\n${indent(output.join('').trimEnd())}\n`;
}

function describe(error) {
  return typeof error === 'string' ? error : inspect(error, { colors: Boolean(colours.off) });
}

function pathTo(names, testId, name) {
  const parentId = testId && names.get(testId)?.parentId;
  const parent = parentId && names.get(parentId);
  return parent ? [...pathTo(names, parentId, parent.name), name] : [name];
}

function indent(text) {
  return text.replace(/^/gm, '    ');
}

function paint(colour, text) {
  return colours.off ? colours[colour] + text + colours.off : text;
}

function writeTotals(files) {
  const sum = (count) => files.reduce((total, file) => total + file[count], 0);
  const totals = { passed: sum('passed'), failed: sum('failed'), skipped: sum('skipped') };
  if (process.env.BROADSHEET_TEST_COUNTS) fs.writeFileSync(process.env.BROADSHEET_TEST_COUNTS, JSON.stringify(totals));
}
