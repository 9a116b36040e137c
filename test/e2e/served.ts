import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { makeDatabaseUrl, makeFolder } from '../make-database.js';
import { runBroadsheet, startBroadsheet, type Running } from '../run-broadsheet.js';

/** A real server process, on a fresh database of this run's kind. */
export interface Served {
  /** Without a trailing slash. */
  url: string;
  /** The address that makes the first browser that opens it the owner. */
  ownerUrl: string;
  /** What commands need to run beside it. */
  env: Record<string, string | undefined>;
  /** A folder for whatever the test makes. */
  folder: string;
}

export interface ServeOptions {
  /** Files stored before the server starts, each by its lines, all of one format. */
  files?: readonly (readonly string[])[];
  /** Whether a worker runs beside the pages, as it does for people. */
  worker?: boolean;
  env?: Record<string, string>;
}

/** Starts `broadsheet serve` on a free port; it is stopped, and what it kept removed, after the test. */
export async function serve(t: TestContext, { files = [], worker = false, env: given = {} }: ServeOptions = {}): Promise<Served> {
  let running: Running | undefined;
  // What is to be done after a test is done in the order it was said: the server must let go of what is then removed.
  t.after(() => stop(running));
  const folder = makeFolder(t);
  const env = { BROADSHEET_DATA: join(folder, 'data'), DATABASE_URL: await makeDatabaseUrl(t), PORT: '0', BROADSHEET_LOG: 'warn', ...given };
  for (const lines of files) await importLines({ env, folder }, lines);
  running = startBroadsheet(['serve', ...(worker ? [] : ['--no-worker'])], env);
  const [ownerUrl] = await running.printed(/http:\/\/\S+\/owner\?key=\S+/);
  return { url: new URL(ownerUrl).origin, ownerUrl, env, folder };
}

async function stop(running: Running | undefined): Promise<void> {
  running?.child.kill('SIGTERM');
  await running?.ended;
}

/** Stores papers through the command line; each line has to be good. */
async function importLines({ env, folder }: Pick<Served, 'env' | 'folder'>, lines: readonly string[]): Promise<void> {
  const file = join(folder, 'papers.jsonl');
  writeFileSync(file, lines.join('\n'));
  const { records, badLines } = JSON.parse(await command({ env }, 'import', file, '--json')) as { records: number; badLines: unknown[] };
  assert.deepEqual({ records, badLines }, { records: lines.length, badLines: [] });
}

/** Runs a command on the server's data and expects it to succeed; gives what it printed. */
export async function command({ env }: Pick<Served, 'env'>, ...args: string[]): Promise<string> {
  const { code, stdout, stderr } = await runBroadsheet(args, env);
  assert.equal(code, 0, `broadsheet ${args.join(' ')}:\n${stdout}\n${stderr}`);
  return stdout;
}
