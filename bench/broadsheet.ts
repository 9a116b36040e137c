import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { removeFolder, ROOT, temporaryFolder } from './folders.js';

const PROGRAM = join(ROOT, 'bin', 'broadsheet.js');
const REPORT_USAGE = new URL('./report-usage.js', import.meta.url).href;
const OWN_CONFIGURATION = /^(BROADSHEET_|NODE_OPTIONS$|(PORT|HOST|BASE_URL|DATABASE_URL)(_FILE)?$)/;

export type Settings = Readonly<Record<string, string>>;

/** The command of the checkout, to be run by the Node that runs this. */
export function broadsheet(...args: string[]): string[] {
  return [process.execPath, PROGRAM, ...args];
}

/** The environment with these settings and none that the person at the keyboard has made for their own paper. */
export function environment(settings: Settings): NodeJS.ProcessEnv {
  const inherited = Object.entries(process.env).filter(([name]) => !OWN_CONFIGURATION.test(name));
  return { ...Object.fromEntries(inherited), BROADSHEET_LOG: 'warn', ...settings };
}

/** What a command took from beginning to end, its start included. */
export interface Run {
  output: string;
  seconds: number;
  /** User and system seconds of all its threads. */
  cpuSeconds: number;
  /** Most memory held at once, in MB of 1,000,000 bytes. */
  peakMegabytes: number;
  /** The memory it held, looked at five times a second, in the same MB. */
  heldMegabytes: number[];
}

const running = new Set<ChildProcess>();
process.on('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

/** Starts a process that ends with this one. */
export function start(command: readonly string[], settings: Settings): ChildProcess {
  const [program = '', ...args] = command;
  const child = spawn(program, args, { cwd: ROOT, env: environment(settings), stdio: ['ignore', 'pipe', 'pipe'] });
  running.add(child);
  child.once('exit', () => running.delete(child));
  return child;
}

/** Runs a command of Broadsheet to its end. @throws Error with what it said when it fails */
export async function run(args: readonly string[], settings: Settings): Promise<Run> {
  return await begin(args, settings).ended;
}

/** Begins a command of Broadsheet; `stop` asks it to end early, as Ctrl-C does. */
export function begin(args: readonly string[], settings: Settings): { stop(): void; ended: Promise<Run> } {
  const folder = temporaryFolder();
  const usageFile = join(folder, 'usage.json');
  const began = performance.now();
  const child = start([process.execPath, '--import', REPORT_USAGE, PROGRAM, ...args], { ...settings, BENCH_USAGE_FILE: usageFile });
  return { stop: () => void child.kill('SIGINT'), ended: finish(child, { args, folder, usageFile, began }) };
}

async function finish(child: ChildProcess, about: { args: readonly string[]; folder: string; usageFile: string; began: number }): Promise<Run> {
  const said = { out: '', err: '' };
  child.stdout?.on('data', (chunk: Buffer) => (said.out += String(chunk)));
  child.stderr?.on('data', (chunk: Buffer) => (said.err += String(chunk)));
  const [code] = (await once(child, 'close')) as [number | null];
  const seconds = (performance.now() - about.began) / 1000;
  if (code !== 0 && code !== STOPPED) throw new Error(`"broadsheet ${about.args.join(' ')}" failed (${code}):\n${said.err}`);
  const usage = JSON.parse(readFileSync(about.usageFile, 'utf8')) as NodeJS.ResourceUsage & { held: number[] };
  removeFolder(about.folder);
  return { output: said.out, seconds, cpuSeconds: (usage.userCPUTime + usage.systemCPUTime) / 1e6, peakMegabytes: (usage.maxRSS * 1024) / 1e6, heldMegabytes: usage.held.map((bytes) => bytes / 1e6) };
}

/** The exit code of a command that was told to stop and did. */
const STOPPED = 130;

/** Compiled files of this folder, for processes that run beside. */
export function benchProgram(name: string): string {
  return fileURLToPath(new URL(`./${name}`, import.meta.url));
}
