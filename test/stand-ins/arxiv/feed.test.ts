import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { dayKind } from '#papers';
import { announcedIn, PAPERS, serve, WORLD } from './testing/serve.js';
import { all, texts } from './testing/xml-tree.js';
import { announceType } from './feed/announcements.js';
import { parseTopics } from './feed/topics.js';
import { announcedAt, inventPapers, Records, World } from './index.js';

const JUNE = Array.from({ length: 30 }, (_, index) => `2026-06-${String(index + 1).padStart(2, '0')}`);
const TOPICS = ['cs.LG', 'stat.ML'];
const inTopics = (category: string | undefined) => TOPICS.includes(category ?? '');

/** From the file alone: what is new that day in the topics, as new or as cross-list. */
function newOn(day: string, type: 'new' | 'cross'): string[] {
  const papers = PAPERS.filter(({ published, categories }) => published === day && categories!.some(inTopics) && inTopics(categories![0]) === (type === 'new'));
  return papers.map(({ id }) => id).sort();
}

describe('the feed of every day in June 2026', () => {
  for (const day of JUNE) {
    it(`${day}: ${dayKind(day).kind}`, async (t) => {
      const { get } = await serve(t, { at: `${day}T16:00:00Z` });
      const [rss, atom] = [(await get('/rss/cs.LG+stat.ML')).xml, (await get('/atom/cs.LG+stat.ML')).xml];
      const found = announcedIn(rss);
      assert.deepEqual(announcedIn(atom), found);
      const ids = (type: string) => found.filter((one) => one.endsWith(` ${type}`)).map((one) => one.split(' ')[0]!);
      assert.deepEqual(ids('new'), newOn(day, 'new').map((id) => `${id}v1`));
      const events = WORLD.announcedOn(day);
      const crossed = events.filter(({ kind, category }) => kind === 'cross-list' && inTopics(category)).map(({ paper }) => WORLD.id(paper));
      assert.deepEqual(ids('cross').map((one) => one.replace(/v\d+$/, '')), [...newOn(day, 'cross'), ...crossed].sort());
      const replaced = events.filter((event) => event.version !== undefined && event.version > 1 && event.version < 6 && WORLD.categories(event.paper, announcedAt(day)).some(inTopics));
      const told = (primary: boolean) => replaced.filter(({ paper }) => inTopics(WORLD.categories(paper, announcedAt(day))[0]) === primary).map(({ paper, version }) => `${WORLD.id(paper)}v${version}`).sort();
      assert.deepEqual([ids('replace'), ids('replace-cross')], [told(true), told(false)]);
      assert.deepEqual(texts(all(rss, 'skipDays')[0]!, 'day'), ['Saturday', 'Sunday']);
      if (dayKind(day).kind !== 'edition') assert.equal(found.length, 0);
      else assert.ok(found.length > 5);
    });
  }
});

describe('a feed', () => {
  it('changes at midnight in New York, four hours after the announcement', async (t) => {
    const { get, clock } = await serve(t, { at: '2026-06-10T00:00:00Z' });
    const first = async () => (await get('/rss/cs')).xml;
    const days = async (at: string) => {
      clock.set(at);
      const feed = await first();
      return [...new Set(announcedIn(feed).filter((one) => one.endsWith('new')).map((one) => PAPERS.find(({ id }) => one.startsWith(id))!.published))];
    };
    assert.deepEqual(await days('2026-06-10T03:59:59Z'), ['2026-06-09']);
    assert.deepEqual(await days('2026-06-10T04:00:00Z'), ['2026-06-10']);
    assert.deepEqual(await days('2026-06-13T03:59:59Z'), ['2026-06-12']);
    assert.deepEqual(await days('2026-06-13T04:00:00Z'), [], 'Saturday');
    assert.deepEqual(await days('2026-06-15T03:59:59Z'), [], 'Sunday, though Monday\'s is announced');
    assert.deepEqual(await days('2026-06-15T04:00:00Z'), ['2026-06-15']);
  });

  it('bears the dates of the recorded one', async (t) => {
    const { get, clock } = await serve(t);
    const { xml: rss, headers } = await get('/rss/cs.LG');
    const { xml: atom } = await get('/atom/cs.LG');
    assert.match(texts(rss, 'lastBuildDate')[0]!, /^Wed, 10 Jun 2026 04:00:\d\d \+0000$/);
    assert.deepEqual([...new Set(texts(rss, 'pubDate'))], ['Wed, 10 Jun 2026 00:00:00 -0400']);
    assert.deepEqual([...new Set(texts(atom, 'published'))], ['2026-06-10T00:00:00-04:00']);
    assert.match(texts(atom, 'updated')[0]!, /^2026-06-10T04:00:\d\d\.\d{6}\+00:00$/);
    assert.equal(headers.get('content-type'), 'application/rss+xml');
    clock.set('2026-12-02T16:00:00Z');
    assert.equal(texts((await get('/rss/cs.LG')).xml, 'pubDate')[0], 'Wed, 02 Dec 2026 00:00:00 -0500');
  });

  it('has its elements in the order of the recorded ones', async (t) => {
    const { get } = await serve(t);
    const { xml, text } = await get('/rss/cs.LG');
    assert.match(text, /^<\?xml version='1\.0' encoding='UTF-8'\?>\n<rss xmlns:arxiv="http:\/\/arxiv\.org\/schemas\/atom" xmlns:dc="http:\/\/purl\.org\/dc\/elements\/1\.1\/" /);
    const order = (names: string[]) => [...new Set(names)];
    assert.deepEqual(order(xml.children[0]!.children.map(({ name }) => name)), ['title', 'link', 'description', 'atom:link', 'docs', 'language', 'lastBuildDate', 'managingEditor', 'pubDate', 'skipDays', 'item']);
    const item = all(xml, 'item').find((one) => all(one, 'arxiv:DOI').length > 0 && texts(one, 'arxiv:announce_type')[0] === 'new')!;
    assert.deepEqual(order(item.children.map(({ name }) => name)), ['title', 'link', 'description', 'guid', 'category', 'pubDate', 'arxiv:announce_type', 'dc:rights', 'arxiv:DOI', 'arxiv:journal_reference', 'dc:creator']);
    assert.match(texts(item, 'description')[0]!, /^arXiv:2606\.\d{5}v1 Announce Type: new \nAbstract: We look at/);
    assert.equal(all(item, 'guid')[0]!.attributes['isPermaLink'], 'false');
  });

  it('takes archives and any case, archives first', async (t) => {
    const { get } = await serve(t);
    assert.equal(texts((await get('/rss/cs.lg+MATH')).xml, 'title')[0], 'math, cs.LG updates on arXiv.org');
    assert.equal(texts((await get('/atom/quant-ph')).xml, 'title')[0], 'quant-ph updates on arXiv.org');
  });

  for (const topics of ['cs.XX', 'alchemy', 'cs.LG+', 'cs.LG.x']) {
    it(`says what is wrong with ${topics}`, async (t) => {
      const { get } = await serve(t);
      const { status, xml } = await get(`/rss/${topics}`);
      assert.equal(status, 400);
      assert.match(texts(xml, 'title')[0]!, /^Feed error for query/);
    });
  }

  it('is not sent again when it did not change', async (t) => {
    const { get, clock } = await serve(t);
    const tag = (await get('/rss/cs.LG')).headers.get('etag')!;
    const again = () => get('/rss/cs.LG', { headers: { 'If-None-Match': tag } });
    clock.advance(3_600_000);
    assert.deepEqual([(await again()).status, (await again()).text], [304, '']);
    clock.advance(24 * 3_600_000);
    assert.equal((await again()).status, 200);
  });
});

describe('what a feed leaves out', () => {
  it('is replacements from the sixth version on', () => {
    const topics = parseTopics('cs.LG');
    const as = (kind: 'replacement' | 'withdrawal', version: number, ...categories: string[]) => announceType({ kind, version }, topics, categories);
    assert.deepEqual([as('replacement', 5, 'cs.LG'), as('replacement', 6, 'cs.LG'), as('withdrawal', 2, 'math.CO', 'cs.LG'), as('withdrawal', 2, 'math.CO')], ['replace', undefined, 'replace-cross', undefined]);
  });

  it('is what is too much: the new papers with the lowest ids', async (t) => {
    const papers = inventPapers({ from: '2026-06-09', until: '2026-06-10', perDay: 2500 }).map((paper) => ({ ...paper, categories: ['cs.LG'] }));
    const { get } = await serve(t, { world: new World(Records.of(papers)) });
    const found = announcedIn((await get('/rss/cs.LG')).xml);
    const fresh = found.filter((one) => one.endsWith('new')).map((one) => one.split('v')[0]!);
    const today = papers.filter(({ published }) => published === '2026-06-10').map(({ id }) => id);
    assert.equal(found.length, 2000);
    assert.deepEqual(fresh, today.slice(-fresh.length));
    assert.ok(fresh.length < 2000 && found.some((one) => one.endsWith('replace')));
  });
});
