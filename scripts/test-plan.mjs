// Decides which test files run on which database, and which of them share a process, from what they import.
import fs from 'node:fs';
import path from 'node:path';
import { filesUnder } from './freshness.mjs';

const IMPORT = /(?:\bfrom|\bimport)\s*\(?\s*['"]([^'"]+)['"]/g;
const ENVIRONMENT = /\bprocess\.env\.\w+/g;

/** The helpers that open a database or an app on one, and the variables that name them. */
const DATABASE = /(^|\/)(make-app|make-database|postgres)(\.js)?$|env\.TEST_DATABASE/;
const BROWSER = /^playwright|env\.BROADSHEET_TEST_BROWSER/;
const ONNX = /env\.BROADSHEET_TEST_ONNX/;
const PROCESSES = /^node:(child_process|cluster|worker_threads)$/;
const WAITING = /^node:timers/;
/** A helper that speaks to the runner itself may define tests, or undo things only when its process ends. */
const RUNNER = /^helper: node:test$/;

/** Files that share a process: enough to save most starts, few enough for all processors to have work to the end. */
const MOST_TOGETHER = 16;

/**
 * Everything runs on SQLite; what uses a database, on PostgreSQL too. A file named x.postgres.test.ts is about
 * PostgreSQL and runs there only, x.sqlite.test.ts the other way round.
 * @param {string} folder the checkout, compiled
 * @param {string[]} words of which a file's path must contain one; empty for all files
 * @returns {{ sqlite: string[], postgres: string[], usesBrowser: boolean, usesOnnx: boolean }} compiled files
 */
export function plan(folder, words) {
  const files = testFiles(folder).filter((file) => isAskedFor(path.relative(folder, file), words));
  const uses = (file, what) => needsOf(folder, file).some((need) => what.test(need));
  return {
    sqlite: files.filter((file) => !file.includes('.postgres.test.')),
    postgres: files.filter((file) => !file.includes('.sqlite.test.') && uses(file, DATABASE)),
    usesBrowser: files.some((file) => uses(file, BROWSER)),
    usesOnnx: files.some((file) => uses(file, ONNX)),
  };
}

/**
 * Splits files into those that run together in one process, the longest first: short ones fill the time at the end.
 * A file that opens a browser has a process of its own; of those that start processes or wait three share one, of all others many.
 * @param {string} folder the checkout, compiled
 * @param {string[]} files of one database
 * @returns {{ weight: number, files: string[] }[]} the heavier is to be started earlier
 */
export function batches(folder, files) {
  const weights = Map.groupBy(files, (file) => weightOf(needsOf(folder, file)));
  return [...weights].sort(([a], [b]) => b - a).flatMap(([weight, alike]) => portions(alike, together(weight)).map((some) => ({ weight, files: some })));
}

/**
 * The order in which batches of all databases are started: the longest first. What shares a process and waits for a
 * server at every step takes longest of all, though each of its files is short.
 * @template {{ weight: number, files: string[], where?: string }} Batch
 * @param {Batch[]} batches
 * @returns {Batch[]}
 */
export function inOrder(batches) {
  const length = ({ weight, where }) => (where !== undefined && weight === SHARING ? LONGEST : weight);
  return batches.toSorted((a, b) => length(b) - length(a));
}

const LONGEST = 5;

const SHARING = 1;
const WITH_BROWSER = 4;

function together(weight) {
  if (weight === WITH_BROWSER) return 1;
  return weight > SHARING ? 3 : MOST_TOGETHER;
}

function weightOf(needs) {
  const uses = (what) => needs.some((need) => what.test(need));
  if (uses(BROWSER)) return WITH_BROWSER;
  if (uses(PROCESSES)) return 3;
  if (uses(WAITING) || uses(RUNNER) || uses(ONNX)) return 2;
  return uses(DATABASE) ? 1 : 0;
}

/** Portions of about the same size, of at most so many. */
function portions(files, most) {
  const count = Math.ceil(files.length / most);
  return Array.from({ length: count }, (_, index) => files.slice(Math.floor((index * files.length) / count), Math.floor(((index + 1) * files.length) / count)));
}

function testFiles(folder) {
  const compiled = ['test', 'src', 'eval'].flatMap((tree) => filesUnder(path.join(folder, 'dist', tree)));
  return compiled.filter((file) => file.endsWith('.test.js'));
}

function isAskedFor(file, words) {
  const source = file.split(path.sep).join('/').replace(/^dist\//, '').replace(/\.js$/, '.ts');
  return words.length === 0 || words.some((word) => `${source}x`.includes(word.replace(/^\.\//, '').replace(/^dist\//, '')));
}

/** What a test imports and reads from the environment, itself or through the helpers under test/. */
function needsOf(folder, file, seen = new Set()) {
  if (seen.has(file) || !fs.existsSync(file)) return [];
  const isHelper = seen.size > 0;
  seen.add(file);
  const text = fs.readFileSync(file, 'utf8');
  const imports = [...text.matchAll(IMPORT)].map(([, specifier]) => specifier);
  const helpers = imports.map((specifier) => helperFile(folder, file, specifier)).filter((helper) => helper !== undefined);
  const own = [...imports, ...(text.match(ENVIRONMENT) ?? [])];
  return [...own, ...(isHelper ? own.map((need) => `helper: ${need}`) : []), ...helpers.flatMap((helper) => needsOf(folder, helper, seen))];
}

function helperFile(folder, file, specifier) {
  const tests = path.join(folder, 'dist', 'test');
  if (specifier.startsWith('#test/')) return path.join(tests, `${specifier.slice('#test/'.length)}.js`);
  const found = specifier.startsWith('.') ? path.resolve(path.dirname(file), specifier) : undefined;
  return found?.startsWith(tests + path.sep) ? found : undefined;
}
