import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { broadsheet, run, start, type Settings } from './broadsheet.js';
import { onCore } from './machine.js';
import { getPage } from './request.js';

export interface RunningServer {
  origin: string;
  pid: number;
  /** From the start of the process to the last byte of its first page. */
  secondsToFirstPage: number;
  /** The cookie of somebody who came in by the owner's key. */
  ownerCookie(): Promise<string>;
  stop(): Promise<void>;
}

export interface ServerOptions {
  folder: string;
  /** Given a core of its own. */
  core?: number;
  /** Without the worker beside it. */
  alone?: boolean;
  /** Besides those every server here has. */
  settings?: Settings;
}

const LONGEST_START_MS = 60_000;
const BETWEEN_TRIES_MS = 5;

/** Starts `broadsheet serve` on a data folder and waits for its first page. */
export async function startServer({ folder, core, alone, settings: more }: ServerOptions): Promise<RunningServer> {
  const settings = { ...more, BROADSHEET_DATA: folder, PORT: String(await freePort()), HOST: '127.0.0.1' };
  const origin = `http://127.0.0.1:${settings.PORT}`;
  const command = broadsheet('serve', ...(alone ? ['--no-worker'] : []));
  const began = performance.now();
  const child = start(core === undefined ? command : onCore(core, command), settings);
  const said = listenTo(child);
  await firstPage(origin, child, said);
  return {
    origin,
    pid: child.pid!,
    secondsToFirstPage: (performance.now() - began) / 1000,
    ownerCookie: () => becomeOwner(settings),
    stop: () => stop(child),
  };
}

function listenTo(child: ChildProcess): () => string {
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk: Buffer) => (said += String(chunk)));
  return () => said;
}

async function firstPage(origin: string, child: ChildProcess, said: () => string): Promise<void> {
  const deadline = performance.now() + LONGEST_START_MS;
  while (performance.now() < deadline) {
    if (child.exitCode !== null) throw new Error(`"broadsheet serve" ended (${child.exitCode}):\n${said()}`);
    const answer = await getPage(`${origin}/`).catch(() => undefined);
    if (answer?.status === 200) return;
    await sleep(BETWEEN_TRIES_MS);
  }
  throw new Error(`"broadsheet serve" gave no page within a minute:\n${said()}`);
}

async function becomeOwner(settings: { BROADSHEET_DATA: string; PORT: string }): Promise<string> {
  const { output } = await run(['owner'], settings);
  const answer = await getPage(output.trim());
  const cookie = answer.headers['set-cookie']?.[0]?.split(';')[0];
  if (cookie === undefined) throw new Error(`The owner's key was not taken: ${answer.status}`);
  return cookie;
}

async function stop(child: ChildProcess): Promise<void> {
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  await ended;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
