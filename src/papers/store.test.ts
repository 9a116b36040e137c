import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import fc from 'fast-check';
import { FixedClock } from '#lib';
import { makeDatabase } from '../../test/make-database.js';
import { announcedOn, makeRecord } from '../../test/make-record.js';
import { Papers } from './papers.js';
import type { PaperRecord } from './record.js';

async function makePapers(t: TestContext) {
  const db = await makeDatabase(t);
  return { db, papers: new Papers({ db, clock: new FixedClock('2026-06-03T01:00:00Z') }) };
}

async function found(papers: Papers, id: string) {
  const answer = await papers.find(id);
  assert.ok(answer !== undefined && 'paper' in answer, `expected a paper at ${id}, got ${JSON.stringify(answer)}`);
  return answer.paper;
}

test('a record becomes a paper and is found by every id', async (t) => {
  const { papers } = await makePapers(t);
  const record = makeRecord({ id: '2401.01234', ids: [{ scheme: 'doi', value: '10.1000/ABC' }], announcements: announcedOn('2024-01-03', ['cs.LG', 'stat.ML']) });
  assert.deepEqual(await papers.save([record]), { added: 1, changed: 0, unchanged: 0 });
  assert.equal((await found(papers, '2401.01234')).title, record.title);
  for (const other of ['arXiv:2401.01234v2', 'https://arxiv.org/abs/2401.01234', '10.1000/abc', 'https://doi.org/10.1000/ABC']) {
    assert.deepEqual(await papers.find(other), { movedTo: '2401.01234' }, other);
  }
  assert.equal(await papers.find('2401.99999'), undefined);
});

test('the same record again changes nothing, an older one neither', async (t) => {
  const { papers } = await makePapers(t);
  const v2 = makeRecord({ id: '2401.01234', title: 'The newer title', versions: [{ number: 1, submitted: '2024-01-01' }, { number: 2, submitted: '2024-02-01' }] });
  const v1 = makeRecord({ id: '2401.01234', title: 'The older title', versions: [{ number: 1, submitted: '2024-01-01' }] });
  await papers.save([v2]);
  assert.equal((await papers.save([v2])).unchanged, 1);
  const [{ seq } = { seq: 0 }] = await papers.changesSince(0);
  await papers.save([v1]);
  assert.equal((await found(papers, '2401.01234')).title, 'The newer title');
  assert.equal((await papers.changesSince(seq)).length, 0);
});

test('a conference paper joins its preprint by arXiv id, DOI, or title and authors; the old address leads on', async (t) => {
  const { papers } = await makePapers(t);
  const venue = makeRecord({ source: 'iclr2018', id: 'B14', via: 'list', title: 'Learning to paint tables by example', venue: 'ICLR 2018' });
  await papers.save([venue]);
  assert.equal((await found(papers, 'iclr2018:B14')).venue, 'ICLR 2018');
  await papers.save([makeRecord({ id: '1801.00001', title: 'Learning to Paint Tables, by Example' })]);
  assert.deepEqual(await papers.find('iclr2018:B14'), { movedTo: '1801.00001' });
  const paper = await found(papers, '1801.00001');
  assert.deepEqual(paper.sources, ['arxiv', 'iclr2018']);
  assert.equal(paper.venue, 'ICLR 2018');
  assert.equal(await papers.count(), 1);
});

test('errata, comments and two arXiv ids stay apart', async (t) => {
  const { papers } = await makePapers(t);
  await papers.save([
    makeRecord({ id: '1001.0001', title: 'Erratum' }),
    makeRecord({ source: 'acl', id: 'E1', title: 'Erratum' }),
    makeRecord({ id: '1001.0002', title: 'Affine embeddings of homogeneous spaces', ids: [{ scheme: 'doi', value: '10.1145/1122445.1122456' }] }),
    makeRecord({ id: '1001.0003', title: 'Affine embeddings of homogeneous spaces', ids: [{ scheme: 'doi', value: '10.1145/1122445.1122456' }] }),
  ]);
  assert.equal(await papers.count(), 4);
});

test('an owner merges across arXiv ids and takes it back', async (t) => {
  const { papers } = await makePapers(t);
  await papers.save([makeRecord({ id: '1001.0002', title: 'Part one of two' }), makeRecord({ id: '1001.0003', title: 'Part two of two' })]);
  const before = await found(papers, '1001.0003');
  await papers.merge({ a: '1001.0002', b: '1001.0003', why: 'one paper posted twice' });
  assert.deepEqual(await papers.find('1001.0003'), { movedTo: '1001.0002' });
  assert.equal(await papers.count(), 1);
  await papers.unmerge({ a: '1001.0002', b: '1001.0003' });
  const after = await found(papers, '1001.0003');
  assert.equal(after.number, before.number, 'the paper that was merged away is itself again');
  const { journal } = await papers.history(after.number);
  assert.deepEqual(journal.map(({ kind, by, why }) => ({ kind, by, why })), [
    { kind: 'merge', by: 'owner', why: 'one paper posted twice' },
    { kind: 'unmerge', by: 'owner', why: '' },
  ]);
});

test('an unmerged pair is not merged again by itself', async (t) => {
  const { papers } = await makePapers(t);
  const preprint = makeRecord({ id: '1801.00001', title: 'Learning to paint tables by example' });
  const venue = makeRecord({ source: 'iclr2018', id: 'B14', title: 'Learning to paint tables by example' });
  await papers.save([preprint, venue]);
  assert.equal(await papers.count(), 1);
  await papers.unmerge({ a: '1801.00001', b: 'iclr2018:B14' });
  assert.equal(await papers.count(), 2);
  await papers.save([{ ...venue, comment: 'now with a comment', updated: '2026-01-01' }, { ...preprint, updated: '2026-01-01' }]);
  assert.equal(await papers.count(), 2);
  assert.equal((await found(papers, 'iclr2018:B14')).comment, 'now with a comment');
});

test('a follower sees every change once, in order, and hears of merges', async (t) => {
  const { papers } = await makePapers(t);
  await papers.save([makeRecord({ id: '1001.0002', title: 'Part one of two' }), makeRecord({ id: '1001.0003', title: 'Part two of two' })]);
  const first = await papers.changesSince(0);
  assert.deepEqual(first.map(({ id }) => id), ['1001.0002', '1001.0003']);
  await papers.merge({ a: '1001.0002', b: '1001.0003' });
  const later = await papers.changesSince(first.at(-1)!.seq);
  assert.deepEqual(new Map(later.map(({ id, mergedInto }) => [id, mergedInto])), new Map([['1001.0002', undefined], ['1001.0003', first[0]!.number]]));
});

const NAMES = ['arxiv:1801.00001', 'arxiv:1801.00002', 'arxiv:1801.00003', 'iclr2018:A', 'iclr2018:B', 'acl:C', 'file:d1'];
const TITLES = ['Learning to paint tables by example', 'Counting sheep with fewer sheep', 'Erratum'];
const AUTHORS = [['Ada Lovelace', 'Alan Turing'], ['A. Lovelace', 'Alan Turing'], ['Grace Hopper'], []];
const ABSTRACT = Array.from({ length: 30 }, (_, index) => `word${index % 17}`).join(' ');

/** Few names, titles and ids, so that everything meets everything. */
const anyRecord: fc.Arbitrary<PaperRecord> = fc
  .record({
    name: fc.constantFrom(...NAMES),
    via: fc.constantFrom('snapshot', 'list'),
    title: fc.constantFrom(...TITLES),
    authors: fc.constantFrom(...AUTHORS),
    doi: fc.constantFrom(undefined, undefined, '10.1/x', '10.1/y'),
    arxiv: fc.constantFrom(undefined, undefined, '1801.00001', '1801.00002'),
    version: fc.integer({ min: 1, max: 3 }),
    day: fc.constantFrom('2018-01-03', '2018-01-04'),
  })
  .map(({ name, via, title, authors, doi, arxiv, version, day }) => {
    const [source = '', id = ''] = name.split(':');
    const ids = [...(doi ? [{ scheme: 'doi', value: doi }] : []), ...(arxiv && source !== 'arxiv' ? [{ scheme: 'arxiv', value: arxiv }] : [])];
    const versions = Array.from({ length: version }, (_, index) => ({ number: index + 1, submitted: `2018-01-0${index + 1}` }));
    return makeRecord({ source, id, via, title, ids, versions, abstract: ABSTRACT, authors: authors.map((author) => ({ name: author })), announcements: source === 'arxiv' ? announcedOn(day, ['cs.LG', 'cs.CV']) : [] });
  });

type Step = { save: PaperRecord[] } | { decide: { a: string; b: string; same: boolean } };
const anyDecision = fc.record({ a: fc.constantFrom(...NAMES), b: fc.constantFrom(...NAMES), same: fc.boolean() }).filter(({ a, b }) => a !== b);

/** All papers as readers see them, without the numbers of the store. */
async function everything(db: Awaited<ReturnType<typeof makePapers>>['db'], papers: Papers) {
  const rows = await db.kysely.selectFrom('papers').select('number').where('merged_into', 'is', null).orderBy('public_id').execute();
  const all = await papers.byNumber(rows.map(({ number }) => number));
  assert.equal(all.length, rows.length);
  return all.map(({ number: _number, seq: _seq, ...content }) => content);
}

async function perform(papers: Papers, steps: readonly Step[]) {
  for (const step of steps) {
    if ('save' in step) await papers.save(step.save);
    else if (step.decide.same) await papers.merge(step.decide);
    else await papers.unmerge(step.decide);
  }
}

test('records and decisions in any order give the same papers', async (t) => {
  await fc.assert(
    fc.asyncProperty(fc.array(anyRecord, { minLength: 1, maxLength: 14 }), fc.array(anyDecision, { maxLength: 5 }), fc.array(fc.nat(1000), { minLength: 40, maxLength: 40 }), async (records, wanted, dice) => {
      const names = new Set(records.map((record) => `${record.source}:${record.id}`));
      const decisions = wanted.filter(({ a, b }) => names.has(a) && names.has(b));
      const one = await makePapers(t);
      const other = await makePapers(t);
      // One way: all records at once, then the decisions. The other: shuffled, in batches, decisions in between as soon as both sides are known.
      await perform(one.papers, [{ save: records }, ...decisions.map((decide): Step => ({ decide }))]);
      await perform(other.papers, interleave(records, decisions, dice));
      assert.deepEqual(await everything(other.db, other.papers), await everything(one.db, one.papers));
      await assertSound(other.db);
      await Promise.all([one.db.close(), other.db.close()]);
    }),
    { numRuns: Number(process.env.PROPERTY_RUNS ?? 25) },
  );
});

function interleave(records: readonly PaperRecord[], decisions: readonly { a: string; b: string; same: boolean }[], dice: readonly number[]): Step[] {
  const shuffled = records.map((record, index) => ({ record, at: dice[index] ?? 0 })).sort((x, y) => x.at - y.at);
  const waiting = [...decisions];
  const known = new Set<string>();
  const steps: Step[] = [];
  shuffled.forEach(({ record }, index) => {
    const last = steps.at(-1);
    if (last !== undefined && 'save' in last && (dice[20 + (index % 20)] ?? 0) % 3 > 0) last.save.push(record);
    else steps.push({ save: [record] });
    known.add(`${record.source}:${record.id}`);
    while (waiting[0] !== undefined && known.has(waiting[0].a) && known.has(waiting[0].b)) steps.push({ decide: waiting.shift()! });
  });
  return [...steps, ...waiting.map((decide): Step => ({ decide }))];
}

/** What must hold of the tables whatever happened. */
async function assertSound(db: Awaited<ReturnType<typeof makePapers>>['db']) {
  const active = await db.kysely.selectFrom('papers').select(['number']).where('merged_into', 'is', null).execute();
  const gone = await db.kysely.selectFrom('papers').select(['number', 'merged_into']).where('merged_into', 'is not', null).execute();
  const alive = new Set(active.map(({ number }) => number));
  for (const { merged_into } of gone) assert.ok(alive.has(merged_into!), 'a merged paper leads to a living one');
  for (const { paper } of await db.kysely.selectFrom('records').select('paper').execute()) assert.ok(alive.has(paper), 'a record stands in a living paper');
  for (const { paper } of await db.kysely.selectFrom('announcements').select('paper').execute()) assert.ok(alive.has(paper));
  const days = await db.kysely.selectFrom('days').select('day').orderBy('day').execute();
  const announced = await db.kysely.selectFrom('announcements').select('day').distinct().orderBy('day').execute();
  assert.deepEqual(days, announced);
}
