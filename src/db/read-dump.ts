import { InvalidInputError } from '#lib';
import type { Row } from './database.js';
import type { DumpHeader, TableRows } from './dump.js';
import { tablesOf, type TableName } from './tables.js';

/** This is not a dump, or not a whole one; the message says which. */
export class DumpError extends InvalidInputError {}

/** A dump being read. */
export interface Dump {
  name: string;
  header: DumpHeader;
  /**
   * Its rows, once, as they stand in it, with the line of the first one of each batch.
   * @throws DumpError when a line is damaged or the end is missing, after all rows before that
   */
  batches: AsyncGenerator<TableRows & { line: number }>;
}

const BATCH = 1_000;
/** The largest entry that an import takes is 4 MB; written as JSON inside JSON it may grow to some six times that. */
const LONGEST_LINE = 64 * 1024 * 1024;

/** Reads the beginning of a dump. @throws DumpError when it is none */
export async function readDump(bytes: AsyncIterable<Uint8Array>, name: string): Promise<Dump> {
  const lines = linesOf(bytes, name);
  const first = await lines.next();
  const header = first.done ? undefined : headerOf(first.value.text);
  if (header === undefined) throw new DumpError(`${name} is not an export or backup of Broadsheet. Papers in other formats are taken in with "broadsheet import".`);
  return { name, header, batches: batchesOf(lines, header, name) };
}

interface Line {
  number: number;
  text: string;
}

async function* linesOf(bytes: AsyncIterable<Uint8Array>, name: string): AsyncGenerator<Line> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let number = 0;
  let rest = '';
  for await (const chunk of bytes) {
    const lines = (rest + decode(decoder, chunk, name)).split('\n');
    rest = lines.pop() ?? '';
    if (rest.length > LONGEST_LINE) throw new DumpError(`${name} is damaged: line ${number + lines.length + 1} does not end.`);
    for (const text of lines) yield { number: ++number, text };
  }
  if (rest !== '') yield { number: ++number, text: rest };
}

function decode(decoder: TextDecoder, chunk: Uint8Array, name: string): string {
  try {
    return decoder.decode(chunk, { stream: true });
  } catch (error) {
    throw new DumpError(`${name} is damaged: it is not valid UTF-8.`, { cause: error });
  }
}

async function* batchesOf(lines: AsyncIterable<Line>, header: DumpHeader, name: string): AsyncGenerator<TableRows & { line: number }> {
  const known = new Map(tablesOf(header.kind).map((table) => [table.name as string, table.name]));
  let batch: (TableRows & { line: number }) | undefined;
  let count = 0;
  let ended = false;
  let damaged: number | undefined;
  for await (const { number, text } of lines) {
    if (ended || damaged !== undefined) throw new DumpError(`${name} is damaged at line ${damaged ?? number}. Nothing was taken from it; use another copy.`);
    const value = parse(text);
    const entry = rowOf(value, known);
    if (entry === undefined) {
      ended = value?.broadsheet === 'end' && value.rows === count;
      // Only when more lines follow is it damage; a last line cut short is a file that is not whole.
      if (!ended) damaged = number;
      continue;
    }
    count += 1;
    if (batch !== undefined && (batch.table !== entry.table || batch.rows.length >= BATCH)) {
      yield batch;
      batch = undefined;
    }
    if (batch === undefined) batch = { table: entry.table, rows: [entry.row], line: number };
    else batch.rows.push(entry.row);
  }
  if (!ended) throw new DumpError(`${name} is not whole: it ends after ${count.toLocaleString('en')} rows without the last line. Nothing was taken from it; use another copy.`);
  if (batch !== undefined) yield batch;
}

type Parsed = Record<string, unknown>;

function parse(text: string): Parsed | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isObject(value: unknown): value is Parsed {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function headerOf(text: string): DumpHeader | undefined {
  const value = parse(text);
  const { broadsheet: kind, schema, made } = value ?? {};
  if ((kind !== 'export' && kind !== 'backup') || !Number.isSafeInteger(schema) || Number(schema) < 1 || typeof made !== 'string') return undefined;
  return { kind, schema: Number(schema), made };
}

function rowOf(value: Parsed | undefined, known: ReadonlyMap<string, TableName>): { table: TableName; row: Row } | undefined {
  const table = known.get(String(value?.table));
  const row = value?.row;
  if (table === undefined || !isObject(row)) return undefined;
  return Object.values(row).every(isStorable) ? { table, row: row as Row } : undefined;
}

function isStorable(value: unknown): boolean {
  return value === null || typeof value === 'string' || typeof value === 'number';
}
