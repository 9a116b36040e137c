import assert from 'node:assert/strict';
import { once } from 'node:events';
import { join } from 'node:path';
import { after, type TestContext } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { makeDatabaseUrl, makeFolder } from '../make-database.js';
import { startBroadsheet, type Running, type StartOptions } from '../run-broadsheet.js';

export type Env = Record<string, string | undefined>;

/** A folder and a fresh database of this run's kind, as the environment of every process of a test. */
export async function makePlace(t: TestContext, given: Env = {}): Promise<{ folder: string; data: string; env: Env }> {
  const folder = makeFolder(t);
  const data = join(folder, 'data');
  return { folder, data, env: { BROADSHEET_DATA: data, DATABASE_URL: await makeDatabaseUrl(t), PORT: '0', BROADSHEET_LOG: 'warn', ...given } };
}

/** A server process and its worker. */
export interface Serving extends Running {
  url: string;
  ownerUrl: string;
  /** The owner's cookie; opens the one-time address at the first call. */
  cookie(): Promise<string>;
  /** Ends it as a service manager would, and gives its exit code. */
  stop(): Promise<number | null>;
}

const started = new Set<Running>();

// What a failed test left running would keep its file from ending.
after(() => {
  for (const { child } of started) child.kill('SIGKILL');
});

/** As `startBroadsheet`; killed at the end of the file when the test did not end it. */
export function start(args: readonly string[], env: Env, options: StartOptions = {}): Running {
  const running = startBroadsheet(args, env, options);
  started.add(running);
  void running.ended.then(() => started.delete(running));
  return running;
}

/** Starts `broadsheet serve`. Stop it before the test ends: its folder and database are removed then. */
export async function startServing(env: Env, { args = [], ...options }: StartOptions & { args?: readonly string[] } = {}): Promise<Serving> {
  const running = start(['serve', ...args], env, options);
  const [ownerUrl] = await running.printed(/http:\/\/\S+\/owner\?key=\S+/);
  let cookie: Promise<string> | undefined;
  return {
    ...running,
    url: new URL(ownerUrl).origin,
    ownerUrl,
    cookie: () => (cookie ??= becomeOwner(ownerUrl)),
    stop: async () => {
      running.child.kill('SIGTERM');
      return (await running.ended).code;
    },
  };
}

/** Serves while `use` runs, and stops it however that ends. */
export async function whileServing<T>(env: Env, use: (serving: Serving) => Promise<T>, options: StartOptions & { args?: readonly string[] } = {}): Promise<T> {
  const serving = await startServing(env, options);
  try {
    return await use(serving);
  } finally {
    await serving.stop();
  }
}

async function becomeOwner(ownerUrl: string): Promise<string> {
  const response = await fetch(ownerUrl, { redirect: 'manual' });
  const [cookie] = response.headers.getSetCookie();
  assert.ok(cookie, `no cookie came with ${response.status}`);
  return cookie.split(';')[0]!;
}

/** What a page says, without its tags. */
export async function readPage(url: string, headers: Record<string, string> = {}): Promise<{ status: number; text: string }> {
  const response = await fetch(url, { headers, redirect: 'manual' });
  return { status: response.status, text: plain(await response.text()) };
}

/** Sends a file through the form of the import page. */
export async function upload(serving: Serving, bytes: Uint8Array | string, name = 'papers.jsonl'): Promise<{ status: number; text: string }> {
  const body = new FormData();
  body.set('file', new Blob([typeof bytes === 'string' ? bytes : new Uint8Array(bytes)]), name);
  const headers = { Cookie: await serving.cookie(), Origin: serving.url };
  const response = await fetch(`${serving.url}/import`, { method: 'POST', body, headers, redirect: 'manual' });
  return { status: response.status, text: plain(await response.text()) };
}

function plain(html: string): string {
  return html.replace(/<style.*?<\/style>|<script.*?<\/script>|<[^>]*>/gs, ' ').replace(/&#39;|’/g, "'").replace(/&quot;/g, '"').replace(/\s+/g, ' ').trim();
}

/** Longer than anything takes on a busy machine; met only by a test that fails. */
const PATIENCE_S = 60;

/** Waits until something is so. @throws after `seconds`, with the last thing that was seen */
export async function until<T>(what: string, look: () => Promise<T | undefined | false>, seconds = PATIENCE_S): Promise<T> {
  const end = performance.now() + seconds * 1000;
  for (;;) {
    const found = await look();
    if (found !== undefined && found !== false) return found;
    assert.ok(performance.now() < end, `waited ${seconds} s in vain: ${what}`);
    await sleep(50);
  }
}

/** kill -9, and the end of it. */
export async function kill9({ child, ended }: Running): Promise<void> {
  child.kill('SIGKILL');
  await ended;
}

/** Whether a process lives. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** Sends a signal and gives the exit code and how many seconds it took. */
export async function endedBy({ child }: Running, signal: NodeJS.Signals): Promise<{ code: number | null; seconds: number }> {
  const started = performance.now();
  child.kill(signal);
  const [code] = child.exitCode === null ? ((await once(child, 'exit')) as [number | null]) : [child.exitCode];
  return { code, seconds: (performance.now() - started) / 1000 };
}
