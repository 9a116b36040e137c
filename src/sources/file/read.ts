import { messageOf } from '#lib';
import type { PaperRecord } from '#papers';
import { detectFormat, type FileFormat } from './detect.js';
import { FormatError, UnknownFormatError } from './errors.js';
import { FORMATS, type Parse } from './formats/index.js';
import { readEntries, START, type Position, type RawEntry } from './input/entries.js';
import { LINES } from './input/lines.js';
import type { Input } from './input/open.js';

/** A paper, or an entry that is none, with the reason and its first 200 characters. */
export type ReadItem =
  | { position: Position; record: PaperRecord }
  | { position: Position; error: FormatError; text: string };

export interface ReadBatch {
  items: ReadItem[];
  /** Where a later reading goes on, when all items of this batch have been dealt with: give it as `from`. */
  next: Position;
}

export interface ReadOptions {
  /** One of `FILE_FORMATS`, if it is known better than by the beginning of the file. */
  format?: string;
  /** The `next` of the last batch dealt with by an interrupted reading. */
  from?: Position;
}

/**
 * The papers of a file, a batch for each piece of text (up to some 256 kB, so that a promise serves hundreds of papers).
 * What cannot be read is an item of its own; the entries after it are not affected.
 * @throws UnknownFormatError before anything is read
 * @throws InputError when the file ends early or is damaged, after all whole entries before that
 */
export async function* readRecords(input: Input, options: ReadOptions = {}): AsyncGenerator<ReadBatch> {
  yield* parseRecords(input.chunks(), { ...options, format: options.format ?? (await detectFormat(input)) });
}

/** The same of a text that is decompressed already, its format known. @throws UnknownFormatError, and what the text throws */
export async function* parseRecords(text: AsyncIterable<Uint8Array>, options: ReadOptions & { format: string }): AsyncGenerator<ReadBatch> {
  const format = isReadable(options.format) ? FORMATS[options.format] : undefined;
  if (!format) throw new UnknownFormatError(`"${options.format}" cannot be read as papers; the formats are ${Object.keys(FORMATS).join(', ')}.`);
  const from = options.from ?? START;
  const parse = format.parser();
  for await (const { entries, next } of readEntries(text, format.syntax, format.needsBeginning ? START : from)) {
    const items = entries.flatMap((entry) => itemOf(entry, parse) ?? []);
    yield { items: items.filter(({ position }) => position.byte >= from.byte), next: next.byte < from.byte ? from : next };
  }
}

function isReadable(name: string): name is Exclude<FileFormat, 'broadsheet'> {
  return Object.hasOwn(FORMATS, name);
}

function itemOf({ position, text, problem }: RawEntry, parse: Parse): ReadItem | undefined {
  if (problem !== undefined) return { position, error: new FormatError(problem), text };
  try {
    const record = parse(text);
    return record && { position, record };
  } catch (error) {
    return { position, error: formatError(error), text: text.slice(0, SHOWN) };
  }
}

const SHOWN = 200;

/** One entry that meets a mistake of ours must not end the import of a million others; the cause keeps its stack. */
function formatError(error: unknown): FormatError {
  return error instanceof FormatError ? error : new FormatError(`This entry could not be read: ${messageOf(error)}`, { cause: error });
}

/** A line of text with its place; with a problem (not UTF-8, over 4 MB) only its first 200 characters. */
export type Line = RawEntry;

/**
 * The lines of an input that are not blank, in batches, without reading them as papers: for formats read elsewhere.
 * @throws InputError as readRecords
 */
export function readLines(input: Input, from: Position = START): AsyncGenerator<{ entries: Line[]; next: Position }> {
  return readEntries(input.chunks(), LINES, from);
}

