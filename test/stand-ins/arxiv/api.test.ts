import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { PAPERS, serve, WORLD, WEDNESDAY_NOON } from './testing/serve.js';
import { all, texts } from './testing/xml-tree.js';

const NOW = Date.parse(WEDNESDAY_NOON);
const known = PAPERS.filter(({ published }) => published! <= '2026-06-10');

describe('/api/query', () => {
  it('gives papers by id, in the order asked for, without those it does not know', async (t) => {
    const { get } = await serve(t);
    const { xml, status } = await get('/api/query?id_list=2606.00002,0000.0000,2606.00001v1,2606.99999&max_results=100');
    assert.deepEqual([status, texts(xml, 'opensearch:totalResults')[0]], [200, '2']);
    assert.deepEqual(all(xml, 'entry').map((entry) => texts(entry, 'id')[0]!.replace(/v\d+$/, '')), ['http://arxiv.org/abs/2606.00002', 'http://arxiv.org/abs/2606.00001']);
    assert.equal(texts(all(xml, 'entry')[1]!, 'title')[0], PAPERS.find(({ id }) => id === '2606.00001')!.title);
  });

  it('gives the version asked for, else the newest', async (t) => {
    const paper = Array.from(WORLD.records.entries.keys()).find((one) => WORLD.eventsBy(one, NOW).filter(({ version }) => version).length === 2)!;
    const { get } = await serve(t);
    const ids = async (suffix: string) => all((await get(`/api/query?id_list=${WORLD.id(paper)}${suffix}`)).xml, 'entry').map((entry) => [texts(entry, 'id')[0]!.replace(/^.*v/, 'v'), texts(entry, 'updated')[0] === texts(entry, 'published')[0]]);
    assert.deepEqual([await ids(''), await ids('v1'), await ids('v2'), await ids('v3')], [[['v2', false]], [['v1', true]], [['v2', false]], []]);
  });

  it('tells of a paper from its announcement on', async (t) => {
    const { get, clock } = await serve(t, { at: '2026-06-10T23:59:59Z' });
    const id = PAPERS.find(({ published }) => published === '2026-06-11')!.id;
    const total = async () => texts((await get(`/api/query?id_list=${id}`)).xml, 'opensearch:totalResults')[0];
    assert.equal(await total(), '0');
    clock.advance(1000);
    assert.equal(await total(), '1');
  });

  it('pages through a search, each paper once, newest first', async (t) => {
    const { get } = await serve(t);
    const wanted = known.filter(({ categories }) => categories!.includes('stat.ML'));
    const found: string[] = [];
    const times: string[] = [];
    for (let start = 0; start < wanted.length; start += 40) {
      const { xml } = await get(`/api/query?search_query=cat:stat.ML&start=${start}&max_results=40`);
      assert.deepEqual(['itemsPerPage', 'startIndex'].map((name) => texts(xml, `opensearch:${name}`)[0]), ['40', String(start)]);
      found.push(...all(xml, 'entry').map((entry) => texts(entry, 'id')[0]!.replace(/^.*abs\/|v\d+$/g, '')));
      times.push(...texts(xml, 'published'));
    }
    const crossed = found.filter((id) => !wanted.some((paper) => paper.id === id));
    assert.ok(crossed.length < 10);
    assert.equal(new Set(found).size, found.length);
    assert.deepEqual(times, times.toSorted().reverse());
  });

  const searches: [query: string, test: (paper: (typeof PAPERS)[number]) => boolean][] = [
    ['tidal', ({ title, abstract }) => /tidal/i.test(title + abstract)],
    ['ti:"braid groups"', ({ title }) => /braid groups/i.test(title)],
    ['au:Telkes ANDNOT au:Turing', ({ authors }) => authors!.some((name) => /Telkes/.test(name)) && !authors!.some((name) => /Turing/.test(name))],
    ['(ti:braid OR ti:tidal) AND au:Wu', ({ title, authors }) => /braid|tidal/i.test(title) && authors!.some((name) => /Wu/.test(name))],
  ];
  for (const [query, test] of searches) {
    it(`searches ${query}`, async (t) => {
      const { get } = await serve(t);
      const total = Number(texts((await get(`/api/query?search_query=${encodeURIComponent(query)}`)).xml, 'opensearch:totalResults')[0]);
      assert.equal(total, known.filter(test).length);
      assert.ok(total > 0);
    });
  }

  it('searches days of submission', async (t) => {
    const { get } = await serve(t);
    const { xml } = await get(`/api/query?search_query=${encodeURIComponent('cat:cs.* AND submittedDate:[202606080000 TO 202606082359]')}&max_results=500`);
    const days = new Set(texts(xml, 'published').map((time) => time.slice(0, 10)));
    assert.deepEqual([...days], ['2026-06-08']);
  });

  for (const [query, message] of [['id_list=abc', 'incorrect id format for abc'], ['id_list=2606.00001,cond--mat/1', 'incorrect id format for cond--mat/1'], ['search_query=x&start=-1', 'start must be >= 0'], ['search_query=x&max_results=many', 'max_results must be an integer']] as const) {
    it(`refuses ${query}`, async (t) => {
      const { get } = await serve(t);
      const { status, xml } = await get(`/api/query?${query}`);
      assert.deepEqual([status, texts(xml, 'summary'), texts(all(xml, 'entry')[0]!, 'title')], [400, [message], ['Error']]);
    });
  }
});
