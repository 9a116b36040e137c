// Runs test files in this process and writes each test that has ended as a line of JSON, for scripts/test-results.mjs.
// A program and not options of node: what a test forks inherits those, and would take itself for a run of tests.
import fs from 'node:fs';
import { run } from 'node:test';
import { inspect } from 'node:util';
import { ALL_ENDED, sourceName } from './test-results.mjs';

const TEST_LIMIT_MS = 3 * 60_000;

const { report, names, files } = JSON.parse(process.argv[2]);
const events = run({ files, isolation: 'none', timeout: TEST_LIMIT_MS, ...(names.length > 0 && { testNamePatterns: names.map((name) => new RegExp(name)) }) });
events.on('test:diagnostic', ({ message }) => message.startsWith('Error: ') && note({ remark: message }));
events.on('test:complete', (data) => note(ended(data)));
events.on('test:fail', () => (process.exitCode = 1));
events.on('test:summary', () => note({ remark: ALL_ENDED }));

/** At once, so that what had ended is known when the process breaks down. */
function note(value) {
  fs.appendFileSync(report, `${JSON.stringify(value)}\n`);
}

function ended({ name, file, nesting, testId, parentId, details, skip, todo }) {
  return {
    file: file === undefined ? undefined : sourceName(file),
    name,
    testId,
    parentId,
    isTopmost: nesting === 0,
    isSuite: details.type === 'suite',
    // node:test calls a file that breaks before its first test, or has none, a test of the file's name.
    isFile: nesting === 0 && file !== undefined && sourceName(name) === sourceName(file),
    passed: details.passed,
    seconds: details.duration_ms / 1000,
    skip,
    todo,
    error: hasOwnFailure(details) ? describe(details.error?.cause ?? details.error) : undefined,
  };
}

/** A suite or test that only failed because one inside it did has nothing of its own to say. */
function hasOwnFailure({ passed, error }) {
  return !passed && error?.failureType !== 'subtestsFailed';
}

function describe(error) {
  return typeof error === 'string' ? error : inspect(error, { colors: Boolean(process.env.FORCE_COLOR) });
}
