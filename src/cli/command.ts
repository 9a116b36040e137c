import type { Command } from 'commander';
import type { Config } from '#config';
import type { Instance } from './instance.js';

/** What the composition root gives to the commands. */
export interface CommandContext {
  /** The configuration. @throws ConfigError naming all problems */
  config(): Config;
  /** Opens the configured instance, runs, and closes it whatever happens; errors of the database come out in words. */
  withInstance(process: string, run: (instance: Instance) => Promise<void>): Promise<void>;
  /** Serves the pages until told to stop. */
  serve(options: ServeOptions): Promise<void>;
  /** Does the work until told to stop. */
  work(): Promise<void>;
  /** Brings the search index up to date, and ends when nothing is left to do. */
  index(): Promise<void>;
  /** Keeps instances from starting on the data folder until the answer is called. @throws ConflictError when one runs */
  holdFolder(): Promise<() => Promise<void>>;
  /** The instance that serves this data folder now. */
  runningInstance(): RunningInstance | undefined;
}

export interface RunningInstance {
  pid: number;
  /** Where its pages are. */
  url: string;
}

export interface ServeOptions {
  /** Open the page in a browser. */
  open?: boolean;
  /** A file to import once running. */
  import?: string;
  /** False: no work child; `broadsheet work` runs apart. */
  worker?: boolean;
}

/** Adds one command to the program; one file of this folder each. */
export type AddCommand = (program: Command, context: CommandContext) => void;

/** Prints one line of an answer. */
export function say(line = ''): void {
  process.stdout.write(`${line}\n`);
}

/** Prints one line beside the answer: progress, hints. */
export function note(line: string): void {
  process.stderr.write(`${line}\n`);
}
