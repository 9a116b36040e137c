import { takeNumbers, type Database, type ImportsTable, type Reader, type Writer } from '#db';
import { isoNow, type Clock } from '#lib';
import { START, type Position } from '../file/index.js';

/** `running` may also mean that its process died: the next run of the same file goes on from its position. */
export type ImportState = 'waiting' | 'running' | 'done' | 'failed' | 'interrupted';

/** A bad entry as shown: where and why. */
export interface BadLine {
  line: number;
  reason: string;
  text: string;
}

/** How far an import is, or how it ended. */
export interface ImportStatus {
  number: number;
  name: string;
  state: ImportState;
  format: string;
  /** Bytes of the file as it is on disk; 0 when unknown. */
  totalBytes: number;
  readBytes: number;
  position: Position;
  records: number;
  added: number;
  changed: number;
  unchanged: number;
  bad: number;
  badLines: BadLine[];
  error: string;
  startedAt: string;
  updatedAt: string;
  finishedAt: string;
}

/** Begins an import, or takes up the one of the same file that did not come to its end. */
export async function beginImport(db: Database, clock: Clock, file: { name: string; fingerprint: string; totalBytes: number }): Promise<ImportStatus> {
  return await db.transaction(async (writer) => {
    const now = isoNow(clock);
    const number = (await unfinished(writer, file.fingerprint)) ?? (await insertImport(writer, { ...file, now, state: 'running' }));
    await writer.updateTable('imports').set({ state: 'running', error: '', updated_at: now, finished_at: '' }).where('number', '=', number).execute();
    const row = await writer.selectFrom('imports').selectAll().where('number', '=', number).executeTakeFirstOrThrow();
    return statusOf(row);
  });
}

/** Notes a file that waits for the worker; it is taken up by its fingerprint. */
export async function announceImport(db: Database, clock: Clock, file: { name: string; fingerprint: string; totalBytes: number }): Promise<number> {
  return await db.transaction(async (writer) => (await unfinished(writer, file.fingerprint)) ?? (await insertImport(writer, { ...file, now: isoNow(clock), state: 'waiting' })));
}

async function unfinished(writer: Writer, fingerprint: string): Promise<number | undefined> {
  if (fingerprint === '') return undefined;
  const row = await writer.selectFrom('imports').select('number').where('fingerprint', '=', fingerprint).where('state', '!=', 'done').orderBy('number', 'desc').executeTakeFirst();
  return row?.number;
}

async function insertImport(writer: Writer, file: { name: string; fingerprint: string; totalBytes: number; now: string; state: ImportState }): Promise<number> {
  const number = await takeNumbers(writer, 'import', 1);
  const counts = { read_bytes: 0, position_line: START.line, position_byte: START.byte, records: 0, added: 0, changed: 0, unchanged: 0, bad: 0, bad_lines: '[]' };
  const times = { started_at: file.now, updated_at: file.now, finished_at: '' };
  await writer.insertInto('imports').values({ number, name: file.name, fingerprint: file.fingerprint, state: file.state, format: '', total_bytes: file.totalBytes, error: '', ...counts, ...times }).execute();
  return number;
}

/** Writes down how far an import is; in the transaction that saves its papers, so that neither is without the other. */
export async function writeProgress(writer: Reader, status: ImportStatus): Promise<void> {
  await writer
    .updateTable('imports')
    .set({
      state: status.state,
      format: status.format,
      read_bytes: status.readBytes,
      position_line: status.position.line,
      position_byte: status.position.byte,
      records: status.records,
      added: status.added,
      changed: status.changed,
      unchanged: status.unchanged,
      bad: status.bad,
      bad_lines: JSON.stringify(status.badLines),
      error: status.error,
      updated_at: status.updatedAt,
      finished_at: status.finishedAt,
    })
    .where('number', '=', status.number)
    .execute();
}

/** An import that nobody has written a line of for so long was left by its process. */
const SILENT_MS = 120_000;

/** The last imports, newest first. With a clock, one that was left in the middle is `interrupted` and no longer `running`. */
export async function listImports(db: Database, { limit = 20, clock }: { limit?: number; clock?: Clock } = {}): Promise<ImportStatus[]> {
  const rows = await db.kysely.selectFrom('imports').selectAll().orderBy('number', 'desc').limit(limit).execute();
  return rows.map(statusOf).map((status) => (clock !== undefined && isLeft(status, clock) ? { ...status, state: 'interrupted' } : status));
}

function isLeft({ state, updatedAt }: ImportStatus, clock: Clock): boolean {
  return state === 'running' && clock.now() - Date.parse(updatedAt) > SILENT_MS;
}

function statusOf(row: ImportsTable): ImportStatus {
  return {
    number: row.number,
    name: row.name,
    state: row.state as ImportState,
    format: row.format,
    totalBytes: row.total_bytes,
    readBytes: row.read_bytes,
    position: { line: row.position_line, byte: row.position_byte },
    records: row.records,
    added: row.added,
    changed: row.changed,
    unchanged: row.unchanged,
    bad: row.bad,
    badLines: JSON.parse(row.bad_lines) as BadLine[],
    error: row.error,
    startedAt: row.started_at,
    updatedAt: row.updated_at,
    finishedAt: row.finished_at,
  };
}
