import assert from 'node:assert/strict';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { openDatabase, StoredSettings } from '#db';
import { createLogger, systemClock } from '#lib';
import { Papers } from '#papers';
import { makeDatabaseUrl, makeFolder } from '#test/make-database';
import { makeRecord } from '#test/make-record';
import { Place } from '../index/place.js';
import { rowOf } from '../index/row.js';
import { SearchIndex } from '../index/search-index.js';
import { NO_EMBEDDERS } from './context.js';
import { followStore } from './follow.js';
import { searchStatus } from './status.js';

const KILLS = 8;
const PAPERS_BETWEEN = 40;
/** On a slow machine the later ones are not killed before the first switch. */
const MOST_KILLS = 25;
/** By how much longer each lives, from before the first row is written to after the first switch. */
const STEP_MS = 300;

const dayOf = (round: number) => `2026-01-${String(1 + round).padStart(2, '0')}`;
const recordOf = (number: number, round: number) => makeRecord({ id: `1801.${String(10_000 + number)}`, title: `Zebra number ${number} of round ${round}`, updated: dayOf(round), versions: [{ number: 1 + round, submitted: dayOf(round) }] });

test('a worker killed at any moment, also while another index is made, leaves what the next one makes right', { timeout: 120_000 }, async (t) => {
  const folder = makeFolder(t);
  const [file, search, url] = [join(folder, 'broadsheet.db'), join(folder, 'search'), await makeDatabaseUrl(t)];
  const log = createLogger('silent', 'test');
  const db = await openDatabase({ url, file, log });
  t.after(() => db.close());
  const papers = new Papers({ db, clock: systemClock });
  const place = new Place(search);
  const generations = new Set<string>();
  for (let round = 0; round < KILLS || (generations.size < 3 && round < MOST_KILLS); round += 1) {
    const worker = fork(new URL('./kill.fixture.js', import.meta.url), [search, file, ...(url === undefined ? [] : [url])]);
    const begun = once(worker, 'message');
    // New papers, and some of the last round changed.
    await papers.save(Array.from({ length: PAPERS_BETWEEN }, (_, index) => recordOf(Math.max(0, round * PAPERS_BETWEEN - 10) + index, round)));
    await begun;
    await sleep(round * STEP_MS);
    worker.kill('SIGKILL');
    await once(worker, 'exit');
    generations.add(place.readCurrent()?.generation ?? 'none yet');
  }
  assert.ok(generations.size > 2, `kills met ${[...generations].join(', ')}`);
  await followStore({ db, clock: systemClock, log, settings: new StoredSettings(db), place, embedders: NO_EMBEDDERS }, { holder: 'worker', signal: new AbortController().signal, until: async () => (await searchStatus({ db, clock: systemClock, folder: search, config: { embedder: 'built-in', embeddingsPrice: undefined } })).behind === 0 });
  const index = new SearchIndex(search);
  t.after(() => index.close());
  const rows = await (await index.open())!.table.query().select(['number', 'terms']).toArray();
  const numbers = (await db.kysely.selectFrom('papers').select('number').where('merged_into', 'is', null).execute()).map(({ number }) => number);
  const expected = (await papers.byNumber(numbers)).map(rowOf);
  assert.ok(expected.length > KILLS * (PAPERS_BETWEEN - 11), `${expected.length} papers`);
  assert.deepEqual(termsByNumber(rows), termsByNumber(expected));
});

/** Sorted, nothing left out: a paper that is there twice is seen. */
function termsByNumber(rows: readonly { number: number; terms: string }[]): string[] {
  return rows.map(({ number, terms }) => `${number} ${terms}`).toSorted();
}
