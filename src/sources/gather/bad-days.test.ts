import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { assertAllThere, DAYS, makeGathering, type GatheringOptions, type MadeGathering } from '../../../test/make-gathering.js';

const hour = 3_600_000;

async function settledAfter(t: TestContext, options: Partial<GatheringOptions>, prepare: (made: MadeGathering) => void): Promise<MadeGathering> {
  const made = await makeGathering(t, { start: '2026-06-03T05:00:00Z', pageSize: 10, speed: 10_000, ...options });
  prepare(made);
  made.begin();
  await made.settled();
  return made;
}

test('429 to everything for six hours: few questions, the place is kept, and everything comes in afterwards', async (t) => {
  const made = await makeGathering(t, { start: '2026-06-03T05:00:00Z', pageSize: 10, speed: 10_000 });
  made.begin();
  const [asked, after] = [() => made.actions.findIndex(({ do: act }) => act === 'feed'), 3];
  await made.until('a page in the middle of a list, after the feed', () => asked() >= 0 && made.actions.length > asked() + after);
  const from = made.clock.now();
  made.arxiv.faults.add({ fault: 'unavailable', status: 429, until: new Date(from + 6 * hour).toISOString() });
  await made.reach(new Date(from + 5 * hour).toISOString());
  const refused = made.arxiv.requests().filter(({ status }) => status === 429);
  assert.ok(refused.length > 3 && refused.length < 30, `${refused.length} questions in five hours`);
  const { roads, now } = await made.gathering.status();
  const harvest = roads.find(({ road }) => road === 'harvest');
  assert.match(harvest?.error ?? '', /asks to be left alone for a while \(status 429\)/);
  assert.ok(harvest!.nextTry! >= now);
  assert.equal(await made.gathering.line(), undefined, 'the feed had said everything, so the reader needs not know');
  await made.settled();
  await assertAllThere(made, DAYS);
  const answered = made.arxiv.requests().filter(({ status, protocol }) => status === 200 && protocol === 'oai').length;
  const { harvests } = await made.gathering.status();
  const kept = await made.db.kysely.selectFrom('harvests').select(({ fn }) => fn.sum<number>('pages').as('pages')).executeTakeFirstOrThrow();
  assert.equal(Number(kept.pages), answered, 'no page is asked for again that was answered');
  assert.ok(harvests.every(({ state }) => state === 'done'));
  assert.deepEqual(made.errors, []);
});

test('503 with Retry-After, as seconds and as a date: not asked before', async (t) => {
  const made = await makeGathering(t, { start: '2026-06-03T05:00:00Z', speed: 2_000 });
  made.arxiv.faults.add({ fault: 'unavailable', status: 503, retryAfter: 1_800, requests: 1 });
  made.arxiv.faults.add({ fault: 'unavailable', status: 503, retryAfter: 3_600, asDate: true, requests: 1 });
  made.begin();
  await made.until('the third question', () => made.arxiv.requests().length >= 3);
  const [first, second, third] = made.arxiv.requests().map(({ at }) => Date.parse(at));
  assert.ok(second! - first! >= 0.49 * hour && third! - second! >= 0.97 * hour, `${second! - first!} and ${third! - second!}`);
  await made.settled();
  await assertAllThere(made, DAYS);
});

for (const fault of [{ fault: 'truncate', afterBytes: 9_000 }, { fault: 'truncate', afterBytes: 9_000, complete: true }, { fault: 'stall', afterBytes: 9_000 }] as const) {
  test(`an answer that breaks off (${JSON.stringify(fault)}): what came is kept, the rest asked for again`, async (t) => {
    const made = await makeGathering(t, { start: '2026-06-03T05:00:00Z', pageSize: 10, speed: 10_000 });
    made.arxiv.faults.add({ ...fault, protocols: ['oai'], requests: 2 });
    made.begin();
    await made.until('the break', async () => (await made.gathering.status()).roads.some(({ road, error }) => road === 'harvest' && error !== undefined));
    assert.ok((await made.papers.count()) > made.announced('2026-06-03').length, 'the beginning of the page is kept');
    await made.settled();
    await assertAllThere(made, DAYS);
    assert.deepEqual(made.errors, []);
  });
}

for (const how of ['unclosed-tag', 'bad-entity', 'invalid-utf8', 'control-character', 'hostile'] as const) {
  test(`one record of a page is broken (${how}): it is told of with its place and asked for by itself, the others go in`, async (t) => {
    const made = await settledAfter(t, {}, ({ arxiv }) => arxiv.faults.add({ fault: 'malformed', record: 3, how, protocols: ['oai'], requests: 1 }));
    const { harvests } = await made.gathering.status();
    const bad = harvests.flatMap(({ badEntries }) => badEntries);
    const unread = how === 'unclosed-tag' || how === 'bad-entity' || how === 'control-character';
    assert.ok(bad.length <= (unread ? 1 : 0) && bad.every(({ offset, id }) => offset !== undefined && id !== undefined), JSON.stringify(bad));
    if (how === 'unclosed-tag') assert.equal(bad.length, 1);
    await made.until('the paper by itself', async () => (await made.db.kysely.selectFrom('wanted').select('id').where('state', '=', 'waiting').execute()).length === 0);
    await assertAllThere(made, DAYS);
  });
}

test('an expired token begins the days of its harvest anew, and no others', async (t) => {
  // Slow enough for no other token to expire by itself while a busy machine stores a page.
  const made = await settledAfter(t, { speed: 1_000 }, ({ arxiv }) => arxiv.faults.add({ fault: 'expired-token', requests: 1 }));
  await assertAllThere(made, DAYS);
  const firsts = made.arxiv.requests().filter(({ url }) => url.includes('from=')).map(({ url }) => url);
  const again = firsts.filter((url, index) => firsts.indexOf(url) !== index);
  assert.equal(again.length, 1, 'one window is asked for from its beginning again');
});

test('both manners of paging, today\'s too, in which lists move while they are read', async (t) => {
  const made = await settledAfter(t, { manner: 'today', pageSize: 7 }, () => undefined);
  await assertAllThere(made, DAYS);
  assert.deepEqual(made.errors, []);
});
