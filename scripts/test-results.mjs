// What came of a process of tests: counts and words for each of its files.
import fs from 'node:fs';
import path from 'node:path';

/** The last thing that a process says which did not break down on the way. */
export const ALL_ENDED = 'all tests have ended';

/**
 * The tests run as dist/…/x.test.js; people know them as …/x.test.ts.
 * @param {string} file
 * @returns {string} relative to the checkout, which is the working folder
 */
export function sourceName(file) {
  const inDist = path.relative(path.resolve('dist'), path.resolve(file));
  if (inDist.startsWith('..')) return path.relative('.', file);
  const source = inDist.replace(/\.js$/, '.ts');
  return fs.existsSync(source) ? source : source.replace(/\.ts$/, '.tsx');
}

/**
 * Sorts what a process said by file.
 * @param {object} process
 * @param {string[]} process.files the compiled files it was given
 * @param {string} process.lines what test-process.mjs wrote, as far as it came
 * @param {string | undefined} process.broken why it did not come to its end
 * @param {number} process.seconds how long it took
 * @param {boolean} process.choosesByName whether a file of which no test ran is as it should be
 * @returns {{ files: object[], remarks: string[] }} each with name, passed, failed, skipped, seconds, aside and failures
 */
export function resultsOf({ files, lines, broken, seconds, choosesByName }) {
  const said = lines.split('\n').slice(0, -1).map((line) => JSON.parse(line));
  const ended = said.filter(({ remark }) => remark === undefined);
  const names = files.map(sourceName);
  // A test may be defined by a helper, which the plan lets only be so where a file is alone.
  const of = (name) => ended.filter(({ file }) => names.length === 1 || file === name);
  const results = names.map((name) => resultOf(name, of(name), { choosesByName: choosesByName || broken !== undefined }));
  if (names.length === 1) results[0].seconds = seconds;
  if (broken !== undefined) fail(results.findLast(({ begun }) => begun) ?? results[0], [broken, ...notRun(results)].join(' '));
  return { files: results, remarks: said.flatMap(({ remark }) => (remark === ALL_ENDED ? [] : (remark ?? []))) };
}

function notRun(results) {
  const names = results.filter(({ begun }) => !begun).map(({ name }) => name);
  return names.length === 0 ? [] : [`Nothing is known of ${names.join(', ')}.`];
}

function resultOf(name, ended, { choosesByName }) {
  const result = { name, passed: 0, failed: 0, skipped: 0, seconds: 0, aside: [], failures: [], begun: ended.length > 0 };
  const byId = new Map(ended.map((test) => [test.testId, test]));
  for (const test of ended) {
    if (test.isTopmost) result.seconds += test.seconds;
    if (!test.isFile) note(result, test, pathTo(byId, test));
    else if (!test.passed) fail(result, test.error);
  }
  if (result.passed + result.failed + result.skipped === 0 && !choosesByName) fail(result, 'There is no test in it.');
  return result;
}

function note(result, { name, passed, isSuite, skip, todo, error }, names) {
  if (isSuite && error === undefined) return;
  if (isSet(skip) || isSet(todo)) {
    result.skipped += 1;
    result.aside.push({ name, why: [skip, todo].find((reason) => typeof reason === 'string' && reason !== '') });
  } else if (passed) {
    result.passed += 1;
  } else {
    result.failed += 1;
    if (error !== undefined) result.failures.push({ names, error });
  }
}

function fail(result, error) {
  result.failed += 1;
  result.failures.push({ names: ['the file itself'], error });
}

/** `skip` and `todo` are `true` or a reason; an empty reason is one. */
function isSet(value) {
  return value !== undefined && value !== false;
}

function pathTo(byId, { name, parentId }) {
  const parent = byId.get(parentId);
  return parent ? [...pathTo(byId, parent), name] : [name];
}

const colours = process.env.FORCE_COLOR || process.stdout.isTTY ? { red: '\x1b[31m', green: '\x1b[32m', grey: '\x1b[90m', off: '\x1b[0m' } : {};

/**
 * A line for a file that has ended, with what it skipped; nothing for one of which no test was asked for.
 * @param {object} result of `resultsOf`
 * @param {string} [where] words for the database
 * @returns {string}
 */
export function lineFor({ name, passed, failed, skipped, seconds, aside }, where = '') {
  if (passed + failed + skipped === 0) return '';
  const counts = [`${passed} passed`, failed > 0 && `${failed} failed`, skipped > 0 && `${skipped} skipped`];
  const words = `${name}  ${counts.filter(Boolean).join(', ')}  ${seconds.toFixed(2)} s${where && `  ${where}`}`;
  const line = failed > 0 ? paint('red', `✖ ${words}\n`) : `${paint('green', '✔')} ${words}\n`;
  return line + skippedIn(aside);
}

/** Nothing is left out in silence: each reason once, with the names of the tests. */
function skippedIn(aside) {
  const reasons = Map.groupBy(aside, ({ why }) => why);
  return [...reasons].map(([why, tests]) => paint('grey', `    skipped${why ? ` (${why})` : ''}: ${tests.map(({ name }) => name).join('; ')}\n`)).join('');
}

/**
 * What failed in a process of tests, in full.
 * @param {object[]} files of `resultsOf`
 * @param {string} output what the process printed
 * @param {string} [where] words for the database
 * @returns {string} empty when nothing failed
 */
export function failuresOf(files, output, where = '') {
  const failures = files.flatMap(({ name, failures: own }) => own.map(({ names, error }) => ({ names: [name, ...names], error })));
  if (failures.length === 0) return '';
  const words = failures.map(({ names, error }) => `${paint('red', `\n✖ ${names.join(' › ')}${where && `  (${where})`}\n`)}${indent(error)}\n`);
  const printer = files.length === 1 ? files[0].name : `The process of ${files.map(({ name }) => name).join(', ')}`;
  return words.join('') + (output.trim() === '' ? '' : `${paint('grey', `  ${printer} printed:`)}\n${indent(output.trimEnd())}\n`);
}

function indent(text) {
  return text.replace(/^/gm, '    ');
}

function paint(colour, text) {
  return colours.off ? colours[colour] + text + colours.off : text;
}
