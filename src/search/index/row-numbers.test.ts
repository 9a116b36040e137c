import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { test } from 'node:test';
import { MatchQuery } from '@lancedb/lancedb';
import type { Paper } from '#papers';
import { makeFolder } from '#test/make-folder';
import { termsOf } from '../rank/matched.js';
import { GenerationWriter } from './generation.js';
import { INDEX_FORMAT, newGenerationName, Place } from './place.js';
import { rowOf } from './row.js';
import { SearchIndex } from './search-index.js';

const paperOf = (number: number, title: string): Paper => ({ number, id: `2401.${number}`, seq: number, ids: [], title, abstract: '', authors: [], authorCount: 0, categories: [], versions: [], withdrawn: false, links: [], sources: ['arxiv'], announcements: [] });
/** Longer than a reader takes to see what was written. */
const SEEN_MS = 700;

test('rows tell their papers after additions, edits and removals, and after they were put together', async (t) => {
  const place = new Place(makeFolder(t));
  const writer = await GenerationWriter.create(place, { format: INDEX_FORMAT, name: newGenerationName(), approximate: false });
  t.after(() => writer.close());
  let seq = 0;
  const write = async (papers: readonly [number, string][], gone: number[] = []) => await writer.apply({ rows: papers.map(([number, title]) => rowOf(paperOf(number, title))), gone, vectors: [] }, { seq: ++seq, vectorSeq: seq });
  await write([[7, 'fold one'], [3, 'fold two'], [9, 'map']]);
  await writer.makeIndexes();
  place.writeCurrent({ generation: writer.facts.name });
  const index = new SearchIndex(place.folder);
  t.after(() => index.close());
  const folded = async () => {
    const { rows, table } = (await index.open())!;
    const { numbers, found } = await rows.read(() => table.query().fullTextSearch(new MatchQuery('fold', 'terms')), ['_score'], 100);
    assert.equal(numbers.length, found.numRows);
    return [...numbers].toSorted((a, b) => a - b);
  };
  const termsNow = async () => {
    const open = (await index.open())!;
    const say = (terms: Awaited<ReturnType<typeof termsOf>>) => [...terms].toSorted(([a], [b]) => a - b).map(([number, { all }]) => `${number} ${all[0]}`);
    // As the file tells them, and as the table does in an index that has no such file.
    const [kept, read] = [say(await termsOf(open, [3, 7, 9, 11])), say(await termsOf({ ...open, terms: undefined }, [3, 7, 9, 11]))];
    assert.deepEqual(kept, read);
    return read;
  };
  assert.deepEqual(await folded(), [3, 7]);
  assert.deepEqual(await termsNow(), ['3 fold', '7 fold', '9 map']);
  await write([[9, 'fold three'], [3, 'nothing'], [11, 'fold four']], [7]);
  await sleep(SEEN_MS);
  assert.deepEqual(await termsNow(), ['3 noth', '9 fold', '11 fold']);
  assert.deepEqual(await folded(), [9, 11]);
  await writer.tidy({ keepMs: 0 });
  await write([[12, 'fold five']]);
  await sleep(SEEN_MS);
  assert.deepEqual(await termsNow(), ['3 noth', '9 fold', '11 fold']);
  assert.deepEqual(await folded(), [9, 11, 12]);
});
