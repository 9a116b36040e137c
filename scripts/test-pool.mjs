// Runs test files in processes, a few at a time.
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { root } from './bundled-node.mjs';
import { ALL_ENDED, resultsOf } from './test-results.mjs';

const PROCESS = path.join(root, 'scripts', 'test-process.mjs');
/** A process that a test started may outlive it, and holds what both print to. */
const LAST_WORDS_MS = 2_000;
/** Something that a test opened and never closed keeps its process alive; nobody should have to wait for that. */
const PROCESS_LIMIT_MS = 10 * 60_000;

/**
 * Runs batches of files, each batch in a process of its own.
 * @param {{ files: string[], env: Record<string, string> }[]} batches in the order in which they are started
 * @param {object} options
 * @param {number} options.atOnce how many processes run at a time
 * @param {string[]} options.names regular expressions of which a test's name must match one; empty for all tests
 * @param {string} options.folder for what the processes write
 * @param {(batch: object, outcome: { files: object[], remarks: string[], output: string }) => void} options.onEnd told of each batch when it has ended
 * @returns {{ done: Promise<void>, stop: () => void }} `stop` ends what runs, and starts nothing more
 */
export function runBatches(batches, { atOnce, names, folder, onEnd }) {
  const waiting = batches.map((batch, number) => ({ batch, report: path.join(folder, `${number}.jsonl`) }));
  const running = new Set();
  const lane = async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      onEnd(next.batch, await runBatch(next.batch, { report: next.report, names, running }));
    }
  };
  const stop = () => {
    waiting.length = 0;
    for (const child of running) child.kill('SIGTERM');
  };
  return { done: Promise.all(Array.from({ length: atOnce }, lane)).then(() => {}), stop };
}

async function runBatch({ files, env }, { report, names, running }) {
  const begin = performance.now();
  const child = spawn(process.execPath, ['--enable-source-maps', PROCESS, JSON.stringify({ report, names, files })], { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] });
  running.add(child);
  const ended = await endOf(child);
  running.delete(child);
  const lines = fs.existsSync(report) ? fs.readFileSync(report, 'utf8') : '';
  const seconds = (performance.now() - begin) / 1000;
  return { ...resultsOf({ files, lines, seconds, broken: whyBroken(ended, lines), choosesByName: names.length > 0 }), output: ended.output };
}

function endOf(child) {
  const chunks = [];
  let isLate = false;
  const timer = setTimeout(() => {
    isLate = true;
    child.kill('SIGKILL');
  }, PROCESS_LIMIT_MS);
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => chunks.push(chunk));
  return new Promise((resolve) => {
    const end = (code, signal) => {
      clearTimeout(timer);
      resolve({ code, signal, isLate, output: Buffer.concat(chunks).toString('utf8') });
    };
    child.on('error', (error) => end(null, error.message));
    child.on('exit', (...how) => setTimeout(() => end(...how), LAST_WORDS_MS).unref());
    child.on('close', end);
  });
}

function whyBroken({ code, signal, isLate }, lines) {
  if (isLate) return `It did not end within ${PROCESS_LIMIT_MS / 60_000} minutes: a test hangs, or something it opened is still open.`;
  if (!lines.includes(ALL_ENDED)) return `Its process ended with ${signal ?? code} before all tests had.`;
  // What is thrown after the last test has nobody else to tell of it.
  return code === 0 || lines.includes('"passed":false') ? undefined : `Its process ended with ${signal ?? code} after all tests had passed.`;
}
