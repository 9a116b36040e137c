import { spawn, type ChildProcess } from 'node:child_process';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';

const MAIN = fileURLToPath(new URL('../program/main.js', import.meta.url));
/** The same as the bin's: a fifth of a short command's time. */
const COMPILE_CACHE = fileURLToPath(new URL('../.compile-cache', import.meta.url));

export interface Ended {
  code: number | null;
  signal: NodeJS.Signals | null;
  stdout: string;
  stderr: string;
}

export interface Running {
  child: ChildProcess;
  ended: Promise<Ended>;
  /** Resolves with the first match in what it has printed so far or will print. @throws when it ends before */
  printed(pattern: RegExp): Promise<RegExpExecArray>;
}

export interface StartOptions {
  /** What stands before the program: `setpriv` and its options, say. */
  through?: readonly string[];
  uid?: number;
  gid?: number;
  /** What it reads on standard input; nothing by default. `open`: the test writes to `child.stdin`. */
  input?: Readable | 'open';
  /** The program, where it is not the command line itself. */
  main?: string;
}

/** Starts the command line as its own process, with nothing of this process's settings but what is given. */
export function startBroadsheet(args: readonly string[], env: Record<string, string | undefined>, options: StartOptions = {}): Running {
  const clean = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(BROADSHEET_|DATABASE_URL|PORT$|HOST$|BASE_URL|NODE_TEST)/.test(name)));
  const [command = process.execPath, ...rest] = [...(options.through ?? []), process.execPath, options.main ?? MAIN, ...args];
  const { uid, gid, input } = options;
  const child = spawn(command, rest, { env: { ...clean, BROADSHEET_OFFLINE: '1', BROADSHEET_INDEX: '0', NODE_COMPILE_CACHE: COMPILE_CACHE, ...env }, uid, gid, stdio: 'pipe' });
  // It may end before it has read everything.
  child.stdin.on('error', () => {});
  if (input === undefined) child.stdin.end();
  else if (input !== 'open') input.pipe(child.stdin);
  const output = { stdout: '', stderr: '' };
  const listeners = new Set<() => void>();
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].setEncoding('utf8').on('data', (text: string) => {
      output[name] += text;
      for (const listener of listeners) listener();
    });
  }
  const ended = new Promise<Ended>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => resolve({ code, signal, ...output }));
  });
  const printed = (pattern: RegExp) =>
    new Promise<RegExpExecArray>((resolve, reject) => {
      const look = () => {
        const match = pattern.exec(output.stdout) ?? pattern.exec(output.stderr);
        if (match !== null) {
          listeners.delete(look);
          resolve(match);
        }
      };
      listeners.add(look);
      void ended.then(({ code, stdout, stderr }) => reject(new Error(`it ended with ${code} before printing ${pattern}:\n${stdout}\n${stderr}`)));
      look();
    });
  return { child, ended, printed };
}

/** Runs a command to its end. */
export function runBroadsheet(args: readonly string[], env: Record<string, string | undefined>, options: StartOptions = {}): Promise<Ended> {
  return startBroadsheet(args, env, options).ended;
}
