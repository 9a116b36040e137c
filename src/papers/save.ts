import { takeNumbers, type Database, type Row, type Writer } from '#db';
import { isoNow } from '#lib';
import { compose } from './compose.js';
import { foldBatch, type Incoming } from './incoming.js';
import { incomingOf, type PreparedRecord } from './prepared.js';
import { reconcile } from './reconcile.js';
import type { PaperRecord } from './record.js';
import { draftRows, numberRows, type PaperRows } from './rows.js';
import { touchDays } from './days.js';
import type { SaveContext } from './context.js';
import { daysOf, insertPapers } from './write.js';

export interface SaveResult {
  /** Papers that were not there before. */
  added: number;
  /** Records that changed a paper or joined one. */
  changed: number;
  /** Records that said nothing new. */
  unchanged: number;
}

/**
 * Folds records into papers: all or nothing, whatever their order. About 100 records a call keep the transaction short.
 * What `alongside` writes (a checkpoint) is in the same transaction.
 * @throws InvalidInputError when a record has no title, source or id
 */
export async function saveRecords(context: SaveContext, records: readonly (PaperRecord | PreparedRecord)[], alongside?: (writer: Writer, result: SaveResult) => Promise<void>): Promise<SaveResult> {
  const incoming = foldBatch(records.map(incomingOf));
  return await context.db.transaction(async (writer) => {
    // Taken first: it makes saves of several processes follow one another.
    await takeNumbers(writer, 'seq', 0);
    const { alone, known, stale } = await classify(context.db, writer, incoming);
    await addAlone(context, writer, alone);
    const { records: told, papers } = known.length === 0 ? { records: 0, papers: 0 } : await reconcile(context, writer, { incoming: known, by: 'identity' });
    const unchanged = stale + known.length - told + (records.length - incoming.length);
    const result = { added: alone.length + papers, changed: told - papers, unchanged };
    await alongside?.(writer, result);
    return result;
  });
}

interface Classified {
  /** Nothing in the store or in the batch shares a key with these. */
  alone: Incoming[];
  /** These change a stored record or may belong to a known paper. */
  known: Incoming[];
  /** How many say nothing the store does not know. */
  stale: number;
}

async function classify(db: Database, writer: Writer, incoming: Incoming[]): Promise<Classified> {
  const stored = await writer.selectFrom('records').select(['name', 'number', 'freshness']).where(db.anyOf('name', incoming.map(({ name }) => name))).execute();
  const freshness = new Map(stored.map((row) => [row.name, row]));
  const allKeys = incoming.flatMap(({ keys }) => keys);
  const hits = await writer.selectFrom('record_keys').select(['key', 'record']).where(db.anyOf('key', allKeys)).execute();
  const storedKeys = new Set(hits.map(({ key }) => key));
  const keysOfRecord = new Set(hits.map(({ key, record }) => `${record} ${key}`));
  const seen = new Map<string, number>();
  for (const key of allKeys) seen.set(key, (seen.get(key) ?? 0) + 1);
  const result: Classified = { alone: [], known: [], stale: 0 };
  for (const one of incoming) {
    const before = freshness.get(one.name);
    if (before === undefined) {
      const shared = one.keys.some((key) => storedKeys.has(key) || seen.get(key)! > 1);
      (shared ? result.known : result.alone).push(one);
    } else if (before.freshness >= one.freshness && one.keys.every((key) => keysOfRecord.has(`${before.number} ${key}`))) {
      result.stale += 1;
    } else result.known.push(one);
  }
  return result;
}

/** The common case, made fast: a new record that nothing else speaks of becomes a new paper. */
async function addAlone({ db, clock }: SaveContext, writer: Writer, alone: readonly Incoming[]): Promise<void> {
  if (alone.length === 0) return;
  const now = isoNow(clock);
  const number = await takeNumbers(writer, 'paper', alone.length);
  const recordNumber = await takeNumbers(writer, 'record', alone.length);
  const seq = await takeNumbers(writer, 'seq', alone.length);
  const rows = alone.map((one, index): PaperRows => numberRows(one.rows ?? draftRows(compose([one])), { number: number + index, seq: seq + index, firstSeen: now }));
  await insertPapers(db, writer, rows);
  await db.insertMany(writer, 'records', alone.map(({ name, freshness, body }, index): Row => ({ number: recordNumber + index, name, paper: number + index, freshness, body, seen_at: now })));
  await db.insertMany(writer, 'record_keys', alone.flatMap(({ keys }, index) => keys.map((key): Row => ({ key, record: recordNumber + index }))));
  await touchDays(writer, daysOf(rows), seq + alone.length - 1);
}
