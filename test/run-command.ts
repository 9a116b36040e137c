import type { TestContext } from 'node:test';
import { Command, CommanderError } from 'commander';
import { addCommands, type CommandContext, type Instance, type RunningInstance } from '#cli';
import { readConfig, type Config, type Environment } from '#config';
import { ConflictError, createLogger } from '#lib';
import { createInstance } from '../src/app/create.js';
import { makeMigratedUrl, makeFolder } from './make-database.js';

/** A configured place of its own for commands to run on, and what they do there. */
export interface CommandLine {
  environment: Record<string, string | undefined>;
  /** Runs a command as `broadsheet …` would, in this process. What it throws comes out. */
  run(...args: string[]): Promise<Printed>;
  /** Opens the instance that the commands run on. */
  within<T>(use: (instance: Instance) => Promise<T>): Promise<T>;
  /** From now on an instance runs there; the folder cannot be held. */
  pretendRunning(instance: RunningInstance): void;
  /** How often the folder was held and let go. */
  held: { taken: number; released: number };
}

export interface Printed {
  out: string;
  exitCode: number;
}

/**
 * Commands on a fresh database of this run's kind.
 * @param makeUrl where it is: with this program's tables as after a start, or `makeDatabaseUrl`, empty as before the first
 */
export async function makeCommandLine(t: TestContext, makeUrl = makeMigratedUrl): Promise<CommandLine> {
  const environment: Record<string, string | undefined> = { BROADSHEET_DATA: makeFolder(t), DATABASE_URL: await makeUrl(t), BROADSHEET_LOG: 'silent', PORT: '0' };
  const state: { running?: RunningInstance } = {};
  const held = { taken: 0, released: 0 };
  return {
    environment,
    held,
    pretendRunning: (instance) => void (state.running = instance),
    within: (use) => withInstance(readConfig(environment), use),
    run: async (...args) => await capture(t, () => parse(args, makeContext(environment, state, held))),
  };
}

function makeContext(environment: Environment, state: { running?: RunningInstance }, held: CommandLine['held']): CommandContext {
  const elsewhere = async () => {
    throw new Error('tested elsewhere, as processes of their own');
  };
  return {
    config: () => readConfig(environment),
    withInstance: (_process, run) => withInstance(readConfig(environment), run),
    serve: elsewhere,
    work: elsewhere,
    index: elsewhere,
    holdFolder: async () => {
      if (state.running !== undefined) throw new ConflictError('Broadsheet is running here.');
      held.taken += 1;
      return async () => void (held.released += 1);
    },
    runningInstance: () => state.running,
  };
}

async function withInstance<T>(config: Config, use: (instance: Instance) => Promise<T>): Promise<T> {
  const instance = await createInstance(config, { process: 'test', log: createLogger('silent', 'test') });
  return await use(instance).finally(() => instance.close());
}

async function parse(args: readonly string[], context: CommandContext): Promise<void> {
  const program = new Command('broadsheet').exitOverride();
  addCommands(program, context);
  try {
    await program.parseAsync(args, { from: 'user' });
  } catch (error) {
    const isHelp = error instanceof CommanderError && error.exitCode === 0;
    if (!isHelp) throw error;
  }
}

/** Runs `work` and takes what it prints. Text is ours; what the test runner writes meanwhile is bytes and goes through. */
async function capture(t: TestContext, work: () => Promise<void>): Promise<Printed> {
  const write = process.stdout.write.bind(process.stdout);
  let out = '';
  const mock = t.mock.method(process.stdout, 'write', (chunk: string | Uint8Array, ...rest: never[]) => {
    if (typeof chunk !== 'string') return write(chunk, ...rest);
    out += chunk;
    rest.forEach((callback: unknown) => typeof callback === 'function' && callback());
    return true;
  });
  const before = process.exitCode;
  try {
    process.exitCode = 0;
    await work();
    return { out, exitCode: process.exitCode };
  } finally {
    process.exitCode = before;
    mock.mock.restore();
  }
}
