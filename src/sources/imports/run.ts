import { createHash } from 'node:crypto';
import { isoNow, messageOf, type Clock } from '#lib';
import type { Database, Writer } from '#db';
import type { Papers, SaveResult } from '#papers';
import { detectFormat, openInput, readRecords, type Input, type Position, type ReadBatch, type ReadItem } from '../file/index.js';
import { readExport } from './export-records.js';
import { beginImport, writeProgress, type ImportStatus } from './table.js';

export interface ImportContext {
  db: Database;
  clock: Clock;
  papers: Papers;
}

export interface ImportRequest {
  /** Path of the file, or a stream (standard input). */
  source: string | AsyncIterable<Uint8Array>;
  /** What people call it; the path by default. */
  name?: string;
  /** One of `FILE_FORMATS`, when the beginning of the file does not tell. */
  format?: string;
  /** Aborting stops after the batch in hand; the next run goes on from there. */
  signal?: AbortSignal;
  /** Told after every batch. */
  onProgress?: (status: ImportStatus) => void;
  /** How many records a transaction takes: few (the default) while others write, many when nobody waits. */
  recordsAtOnce?: number;
}

/** Small enough that a transaction takes about 10 ms and pages never wait long for the write lock. */
const RECORDS_AT_ONCE = 100;
const SHOWN_BAD_LINES = 10;

/**
 * Imports a file of papers. A file whose import was interrupted goes on where it stopped: nothing is repeated or skipped.
 * @throws InputError, UnknownFormatError in words; what was read before is in
 */
export async function runImport(context: ImportContext, request: ImportRequest): Promise<ImportStatus> {
  const fingerprint = typeof request.source === 'string' ? await fingerprintOf(request.source) : '';
  const input = await openInput(request.source, request.name === undefined ? {} : { name: request.name });
  const status = await beginImport(context.db, context.clock, { name: input.name, fingerprint, totalBytes: input.size ?? 0 });
  try {
    status.format = request.format ?? (await detectFormat(input));
    await importBatches(context, request, { input, status });
    status.state = request.signal?.aborted ? 'interrupted' : 'done';
  } catch (error) {
    status.state = 'failed';
    status.error = messageOf(context.db.explain(error));
    throw error;
  } finally {
    await input.close();
    status.finishedAt = status.state === 'interrupted' ? '' : isoNow(context.clock);
    await saveStatus(context, status);
    request.onProgress?.(status);
  }
  return status;
}

/** A later failure to write the last status must not hide the error that ended the import. */
async function saveStatus(context: ImportContext, status: ImportStatus): Promise<void> {
  status.updatedAt = isoNow(context.clock);
  await writeProgress(context.db.kysely, status).catch((error: unknown) => {
    if (status.state !== 'failed') throw error;
  });
}

async function importBatches(context: ImportContext, request: ImportRequest, work: { input: Input; status: ImportStatus }): Promise<void> {
  const { input, status } = work;
  const options = { format: status.format, from: status.position };
  const batches = status.format === 'broadsheet' ? readExport(input, status.position) : readRecords(input, options);
  for await (const { items, next } of inPortions(batches, request.recordsAtOnce ?? RECORDS_AT_ONCE)) {
    status.position = next;
    status.readBytes = input.consumed();
    await importItems(context, items, status);
    request.onProgress?.(status);
    if (request.signal?.aborted) return;
  }
}

/** The same items in portions of one size, each with the place where the next one begins. */
async function* inPortions(batches: AsyncIterable<ReadBatch>, size: number): AsyncGenerator<ReadBatch> {
  let held: ReadItem[] = [];
  let end: Position | undefined;
  for await (const { items, next } of batches) {
    held = held.concat(items);
    end = next;
    let start = 0;
    for (; held.length - start > size; start += size) yield { items: held.slice(start, start + size), next: held[start + size]!.position };
    held = held.slice(start);
  }
  if (end !== undefined) yield { items: held, next: end };
}

async function importItems(context: ImportContext, items: readonly ReadItem[], status: ImportStatus): Promise<void> {
  const records = items.flatMap((item) => ('record' in item ? [item.record] : []));
  const before = { ...status };
  noteBadLines(items, status);
  status.records += records.length;
  status.updatedAt = isoNow(context.clock);
  const result = await context.papers.save(records, (writer, saved) => checkpoint(writer, before, status, saved));
  addCounts(before, status, result);
}

/** In the transaction of the papers: the position and counts that are true once it is committed. */
async function checkpoint(writer: Writer, before: ImportStatus, status: ImportStatus, saved: SaveResult): Promise<void> {
  addCounts(before, status, saved);
  await writeProgress(writer, status);
}

function addCounts(before: ImportStatus, status: ImportStatus, { added, changed, unchanged }: SaveResult): void {
  status.added = before.added + added;
  status.changed = before.changed + changed;
  status.unchanged = before.unchanged + unchanged;
}

function noteBadLines(items: readonly ReadItem[], status: ImportStatus): void {
  for (const item of items) {
    if ('record' in item) continue;
    status.bad += 1;
    if (status.badLines.length < SHOWN_BAD_LINES) status.badLines = [...status.badLines, { line: item.position.line, reason: item.error.message, text: item.text }];
  }
}

/** Size and beginning of a file: enough to know the same file again, and cheap for one of 5 GB. @throws InputError */
export async function fingerprintOf(path: string): Promise<string> {
  const input = await openInput(path);
  try {
    return `${input.size ?? 0}-${createHash('sha256').update(await input.peek()).digest('hex').slice(0, 32)}`;
  } finally {
    await input.close();
  }
}
