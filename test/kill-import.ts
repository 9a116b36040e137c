import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Database } from '#db';
import type { PaperRecord } from '#papers';
import { startBroadsheet } from './run-broadsheet.js';

/** A small generator of random numbers that gives the same ones for the same seed (mulberry32). */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** A record of the list format, every seventh a conference paper whose preprint is in the file too. */
export function listLine(number: number): string {
  const twin = number % 7 === 3;
  const id = twin ? `iclr2026:p${number}` : `2606.${String(number).padStart(5, '0')}`;
  const first = twin ? number - 1 : number;
  const title = `On the ${first}th way of sorting ${first % 11} kinds of sheep by colour`;
  const shared = { title, abstract: `Sheep of kind ${first} are counted, sorted and counted again.`.repeat(8), authors: [`Shepherd ${first}`, 'Second Author'] };
  return JSON.stringify(twin ? { id, ...shared, categories: [], published: '2026-01-01', updated: '2026-01-01', date_kind: 'year' } : { id, ...shared, categories: ['cs.LG', 'cs.AI'], published: '2026-06-02', updated: '2026-06-02', date_kind: 'announced' });
}

export interface KillResult {
  /** How often the import was killed before it came to its end. */
  kills: number;
  runs: number;
}

/**
 * Imports a file, killing the process with SIGKILL after a random time, again and again until an import comes to its end.
 * `longest` is the longest time in milliseconds that a run is let live, from its first sign of work.
 */
export async function importUnderFire(file: string, env: Record<string, string | undefined>, fire: { seed: number; kills: number; longest: number }): Promise<KillResult> {
  const random = seededRandom(fire.seed);
  const result: KillResult = { kills: 0, runs: 0 };
  for (;;) {
    result.runs += 1;
    const run = startBroadsheet(['import', file, '--json'], env);
    if (result.kills < fire.kills) {
      await Promise.race([sleep(150 + random() * fire.longest), run.ended]);
      if (run.child.kill('SIGKILL')) result.kills += 1;
    }
    const { code, stderr } = await run.ended;
    if (code === 0) return result;
    if (code !== null) throw new Error(`the import failed with ${code}: ${stderr}`);
  }
}

/** Every line's record is there exactly once and whole, and every table agrees with every other. */
export async function assertWhole(db: Database, count: number): Promise<void> {
  const records = await db.kysely.selectFrom('records').select(['name', 'body', 'paper', 'number']).execute();
  assert.equal(records.length, count, 'every record once');
  assert.equal(new Set(records.map(({ name }) => name)).size, count);
  for (const { name, body } of records) {
    const record = JSON.parse(body) as PaperRecord;
    assert.equal(`${record.source}:${record.id}#${record.via}`, name);
    assert.ok(record.abstract.length > 100, 'a record is whole');
  }
  const papers = await db.kysely.selectFrom('papers').select(['number', 'author_count', 'public_id']).where('merged_into', 'is', null).execute();
  const twins = Array.from({ length: count }, (_, number) => number).filter((number) => number % 7 === 3).length;
  assert.equal(papers.length, count - twins, 'every conference paper joined its preprint');
  const authors = await db.kysely.selectFrom('paper_authors').select(({ fn }) => ['paper', fn.countAll<number>().as('count')]).groupBy('paper').execute();
  const authorCounts = new Map(authors.map(({ paper, count: found }) => [paper, Number(found)]));
  for (const { number, author_count } of papers) assert.equal(authorCounts.get(number), author_count, 'authors are whole');
  const keyed = await db.kysely.selectFrom('record_keys').select('record').distinct().execute();
  assert.equal(keyed.length, count, 'every record can be found');
}
