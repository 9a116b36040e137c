import { createHash } from 'node:crypto';
import { InvalidInputError, isoNow, messageOf, type Clock } from '#lib';
import { isEmptyInstance, loadDump, readDump, type Database } from '#db';
import type { Papers, SaveResult } from '#papers';
import { detectFormat, isFileFormat, openInput, readRecords, START, type Input } from '../file/index.js';
import type { ImportBatch, ImportItem } from './batch.js';
import { readExport } from './export-records.js';
import { inPortions, untilAborted, whenAborted } from './portions.js';
import { readAhead } from './read-ahead.js';
import { beginImport, writeProgress, type BadLine, type ImportStatus } from './table.js';

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
  /** True when nobody else reads or writes: large transactions then write each page of an index once for many records, on every processor. */
  alone?: boolean;
}

/** Small enough that a transaction takes about 10 ms and pages never wait long for the write lock. */
const RECORDS_AT_ONCE = 100;
/** Still so few that an import that is stopped, or that fills the disk, has kept most of what it read. */
const RECORDS_ALONE = 2_000;
/** A thread for less takes longer to start than it saves. */
const WORTH_A_THREAD_BYTES = 4 * 1024 * 1024;
const SHOWN_BAD_LINES = 10;

/**
 * Imports a file of papers. A file whose import was interrupted goes on where it stopped: nothing is repeated or skipped.
 * @throws InputError, UnknownFormatError in words; what was read before is in
 */
export async function runImport(context: ImportContext, request: ImportRequest): Promise<ImportStatus> {
  const fingerprint = typeof request.source === 'string' ? await fingerprintOf(request.source) : '';
  const input = await openUnlessStopped(request);
  const whole = await takeWholeInstance(context, input, request);
  if (whole !== undefined) return whole;
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

/** The input with its beginning in hand. Whoever stops meanwhile need not wait for the first bytes of a slow stream. */
async function openUnlessStopped({ source, name, signal }: ImportRequest): Promise<Input> {
  const opened = openInput(source, name === undefined ? {} : { name }).then(async (input) => {
    await input.peek();
    return input;
  });
  const stopped = whenAborted(signal).then(() => {
    if (typeof source === 'object' && 'destroy' in source && typeof source.destroy === 'function') source.destroy();
    throw new InvalidInputError('Stopped before anything was read.');
  });
  return await Promise.race([opened, stopped]);
}

/** An export taken into an instance without papers makes it equal to the one it came from, numbers and journals too. */
async function takeWholeInstance(context: ImportContext, input: Input, request: ImportRequest): Promise<ImportStatus | undefined> {
  const isExport = (request.format ?? (await detectFormat(input).catch(() => undefined))) === 'broadsheet';
  if (!isExport || !(await isEmptyInstance(context.db.kysely))) return undefined;
  try {
    const status = wholeStatus(input.name, input.size ?? 0, isoNow(context.clock));
    const dump = await readDump(input.chunks(), input.name);
    await loadDump(context.db, dump, (_rows, table) => {
      status.readBytes = input.consumed();
      if (table === 'records') request.onProgress?.(status);
    });
    status.records = status.added = await context.papers.count();
    return { ...status, readBytes: input.consumed(), finishedAt: isoNow(context.clock) };
  } finally {
    await input.close();
  }
}

/** What is told of such an import; it leaves no row of its own, as the instance would then not be equal. */
function wholeStatus(name: string, totalBytes: number, now: string): ImportStatus {
  const counts = { readBytes: 0, records: 0, added: 0, changed: 0, unchanged: 0, bad: 0, badLines: [] };
  return { number: 0, name, state: 'done', format: 'broadsheet', totalBytes, position: START, ...counts, error: '', startedAt: now, updatedAt: now, finishedAt: '' };
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
  const portion = request.alone ? RECORDS_ALONE : RECORDS_AT_ONCE;
  for await (const batch of inPortions(untilAborted(batchesOf(request, work), request.signal), portion)) {
    await importBatch(context, batch, work);
    request.onProgress?.(status);
    if (request.signal?.aborted) return;
  }
}

function batchesOf({ alone, signal }: ImportRequest, { input, status }: { input: Input; status: ImportStatus }): AsyncIterable<ImportBatch> {
  const reading = { format: status.format, from: status.position };
  if (status.format === 'broadsheet') return readExport(input, status.position);
  const worthAThread = input.size === undefined || input.size >= WORTH_A_THREAD_BYTES;
  return alone && worthAThread && isFileFormat(status.format) ? readAhead(input, reading, signal) : readRecords(input, reading);
}

/** The status moves on only with the transaction that holds the papers: what is not in must be read again. */
async function importBatch(context: ImportContext, { items, next }: ImportBatch, { input, status }: { input: Input; status: ImportStatus }): Promise<void> {
  const records = items.flatMap((item) => ('record' in item ? [item.record] : []));
  const after = { ...status, ...withBadLines(status, items), position: next, readBytes: input.consumed(), records: status.records + records.length, updatedAt: isoNow(context.clock) };
  await context.papers.save(records, async (writer, saved) => {
    addCounts(after, saved);
    await writeProgress(writer, after);
  });
  Object.assign(status, after);
}

function addCounts(status: ImportStatus, { added, changed, unchanged }: SaveResult): void {
  status.added += added;
  status.changed += changed;
  status.unchanged += unchanged;
}

function withBadLines({ bad, badLines }: ImportStatus, items: readonly ImportItem[]): Pick<ImportStatus, 'bad' | 'badLines'> {
  const found = items.flatMap((item): BadLine[] => ('error' in item ? [{ line: item.position.line, reason: item.error.message, text: item.text }] : []));
  return { bad: bad + found.length, badLines: [...badLines, ...found].slice(0, SHOWN_BAD_LINES) };
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
