import type { Database, Writer } from '#db';
import type { Decision } from './identity.js';
import type { PaperRecord } from './record.js';

/** A record as it is stored, with the paper it is part of now. */
export interface StoredRecord {
  number: number;
  name: string;
  paper: number;
  freshness: string;
  record: PaperRecord;
}

/** Everything identity must look at together: closed under shared keys, ids of papers and decisions. */
export interface Block {
  records: StoredRecord[];
  /** Keys of each record by its number. */
  keys: Map<number, string[]>;
  decisions: Decision[];
}

/**
 * All records that hang together with the given keys and papers, however far: those that share a key, stand in one paper
 * now, or that a person spoke of together.
 */
export async function gatherBlock(db: Database, writer: Writer, start: { keys: string[]; papers: number[] }): Promise<Block> {
  const block: Block = { records: [], keys: new Map(), decisions: [] };
  const seenKeys = new Set<string>();
  const seenPapers = new Set<number>();
  let keys = start.keys;
  let papers = start.papers;
  while (keys.length > 0 || papers.length > 0) {
    for (const key of keys) seenKeys.add(key);
    for (const paper of papers) seenPapers.add(paper);
    const found = await recordsAt(db, writer, { keys, papers });
    const fresh = found.filter(({ number }) => !block.keys.has(number));
    await addKeys(db, writer, block, fresh);
    block.records.push(...fresh);
    const decisions = await decisionsOn(db, writer, [...keys, ...fresh.map(({ record }) => `${record.source}:${record.id}`)]);
    const partners = decisions.flatMap(({ a, b }) => [a, b]);
    const nextKeys = [...fresh.flatMap(({ number }) => block.keys.get(number) ?? []), ...partners];
    keys = [...new Set(nextKeys)].filter((key) => !seenKeys.has(key));
    papers = [...new Set(fresh.map(({ paper }) => paper))].filter((paper) => !seenPapers.has(paper));
  }
  block.decisions = await decisionsOn(db, writer, [...seenKeys]);
  return block;
}

async function recordsAt(db: Database, writer: Writer, at: { keys: string[]; papers: number[] }): Promise<StoredRecord[]> {
  const rows = await writer
    .selectFrom('records')
    .select(['number', 'name', 'paper', 'freshness', 'body'])
    .where('number', 'in', ({ selectFrom }) =>
      // A union, not an "or": PostgreSQL uses an index for each half, where it would read the whole table for an "or".
      selectFrom('record_keys')
        .select('record as number')
        .where(db.anyOf('record_keys.key', at.keys))
        .union(selectFrom('records as in_paper').select('in_paper.number').where(db.anyOf('in_paper.paper', at.papers))),
    )
    .execute();
  return rows.map(({ body, ...row }) => ({ ...row, record: JSON.parse(body) as PaperRecord }));
}

async function addKeys(db: Database, writer: Writer, block: Block, records: StoredRecord[]): Promise<void> {
  for (const { number } of records) block.keys.set(number, []);
  const rows = await writer
    .selectFrom('record_keys')
    .select(['key', 'record'])
    .where(db.anyOf('record', records.map(({ number }) => number)))
    .orderBy('key')
    .execute();
  for (const { key, record } of rows) block.keys.get(record)?.push(key);
}

async function decisionsOn(db: Database, writer: Writer, names: string[]): Promise<Decision[]> {
  const rows = await writer
    .selectFrom('identity_decisions')
    .select(['a', 'b', 'same'])
    .where((where) => where.or([db.anyOf('a', names), db.anyOf('b', names)]))
    .orderBy('number')
    .execute();
  return rows.map(({ a, b, same }) => ({ a, b, same: same === 1 }));
}
