import assert from 'node:assert/strict';
import { utimesSync } from 'node:fs';
import { test } from 'node:test';
import { makeFolder } from '#test/make-database';
import { GenerationPlace } from './index/place.js';
import { KeptResults } from './kept-results.js';
import { parseQuery } from './query/index.js';
import type { SearchRequest, SearchResults } from './results.js';

const request = (q: string, more: Partial<SearchRequest> = {}): SearchRequest => ({ query: parseQuery(q, { today: '2025-06-01' }), ...more });

function results(total: number, words: 'index' | 'store' = 'index'): SearchResults {
  return { hits: [{ paper: 7, score: 0.5, why: { words: { matched: ['sheet'], bm25: 3.25, share: 0.5 } } }], total, more: false, counts: { categories: [], years: [], sources: [] }, by: { words, vectors: false } };
}

/** A generation that changed long ago, and a search that finds one more each time it is asked. */
function made(folder: string) {
  const place = new GenerationPlace(folder);
  place.writeCursor({ seq: 1, vectorSeq: 1 });
  utimesSync(place.cursorFile, new Date('2026-01-01'), new Date('2026-01-01'));
  const kept = new KeptResults();
  let asked = 0;
  return { place, ask: async (of: SearchRequest, words: 'index' | 'store' = 'index') => (await kept.find(place, of, async () => results(++asked, words))).total };
}

test('the same question of an index that has not changed is answered from memory, another one is not', async (t) => {
  const { ask } = made(makeFolder(t));
  assert.deepEqual([await ask(request('sheet')), await ask(request('sheet')), await ask(request('sheet', { offset: 20 })), await ask(request('sheets')), await ask(request('sheet'))], [1, 1, 2, 3, 1]);
});

test('what is given twice is the same', async (t) => {
  const { place } = made(makeFolder(t));
  const kept = new KeptResults();
  const first = await kept.find(place, request('sheet'), async () => results(1));
  assert.deepEqual(await kept.find(place, request('sheet'), async () => results(2)), first);
});

test('after a change of the index everything is looked for again, and nothing is kept until every reader sees it', async (t) => {
  const { place, ask } = made(makeFolder(t));
  assert.equal(await ask(request('sheet')), 1);
  place.writeCursor({ seq: 2, vectorSeq: 2 });
  assert.deepEqual([await ask(request('sheet')), await ask(request('sheet'))], [2, 3]);
});

test('neither an order by votes nor what the store answered is kept', async (t) => {
  const { ask } = made(makeFolder(t));
  assert.deepEqual([await ask(request('sheet', { order: 'votes' })), await ask(request('sheet', { order: 'votes' }))], [1, 2]);
  assert.deepEqual([await ask(request('sheet'), 'store'), await ask(request('sheet'))], [3, 4]);
});
