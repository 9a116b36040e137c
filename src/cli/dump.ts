import { dumpDatabase, readDump, type Dump, type DumpKind } from '#db';
import { InvalidInputError, isoNow, messageOf } from '#lib';
import { InputError, openInput, type Input } from '#sources';
import { count } from './format.js';
import { progressLine } from './import-progress.js';
import type { Instance } from './instance.js';

/** Gives `take` the text of a dump, and shows how far it is. Returns how many rows there were. */
export async function writeDump(instance: Instance, kind: DumpKind, take: (text: AsyncIterable<string>) => Promise<void>): Promise<number> {
  const show = progressLine(process.stderr);
  const started = performance.now();
  let written = 0;
  const onProgress = (rows: number, table: string) => {
    written = rows;
    show.update(() => describeRows(rows, table, started));
  };
  try {
    await dumpDatabase(instance.db, { kind, made: isoNow(instance.clock), onProgress }, take);
    return written;
  } finally {
    show.end();
  }
}

/** Opens an export or backup (plain, gzip, zstd; `-` is standard input), lets `use` read it, and shows how far it is. */
export async function readingDump<T>(file: string, use: (dump: Dump, onProgress: (rows: number, table: string) => void) => Promise<T>): Promise<T> {
  const input = await openInput(file === '-' ? process.stdin : file);
  const show = progressLine(process.stderr);
  const started = performance.now();
  try {
    const dump = await readDump(bytesOf(input), input.name);
    return await use(dump, (rows, table) => show.update(() => [describeRows(rows, table, started), ...partOf(input)].join(' · ')));
  } finally {
    show.end();
    await input.close();
  }
}

/** An import goes on where damage stopped it; what is taken whole or not at all needs other words. */
async function* bytesOf(input: Input): AsyncGenerator<Uint8Array> {
  try {
    yield* input.chunks();
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    throw new InvalidInputError(`${input.name} is cut off or damaged (${messageOf(error.cause)}). Nothing was taken from it; use another copy.`, { cause: error });
  }
}

/** `12,300 rows · 81,000 a second · records` */
export function describeRows(rows: number, table: string, started: number): string {
  const seconds = Math.max((performance.now() - started) / 1000, 0.001);
  return `${count(rows)} rows · ${count(Math.round(rows / seconds))} a second · ${table}`;
}

function partOf(input: Input): string[] {
  return input.size === undefined ? [] : [`${Math.floor((input.consumed() / Math.max(input.size, 1)) * 100)} %`];
}
