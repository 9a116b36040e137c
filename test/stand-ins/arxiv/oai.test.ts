import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { MANNERS, Records, World } from './index.js';
import { harvest, PAPERS, serve, WORLD, WEDNESDAY_NOON } from './testing/serve.js';
import { all, texts, type XmlNode } from './testing/xml-tree.js';

const NOW = Date.parse(WEDNESDAY_NOON);
const knownIds = [...WORLD.changedWithin({ from: 0, until: Infinity }, NOW)].map((paper) => WORLD.id(paper)).sort();

function childNames(node: XmlNode | undefined): string[] {
  return [...new Set(node?.children.map(({ name }) => name))];
}

function errorOf(page: XmlNode): string | undefined {
  return all(page, 'error')[0]?.attributes['code'];
}

describe('verbs', () => {
  it('Identify says what the server keeps to', async (t) => {
    const { oai, arxiv } = await serve(t);
    const page = await oai('verb=Identify');
    assert.deepEqual(childNames(all(page, 'Identify')[0]), ['repositoryName', 'baseURL', 'protocolVersion', 'adminEmail', 'earliestDatestamp', 'deletedRecord', 'granularity']);
    assert.deepEqual([texts(page, 'granularity'), texts(page, 'baseURL'), texts(page, 'responseDate')], [['YYYY-MM-DD'], [arxiv.oaiUrl], ['2026-06-10T16:00:00Z']]);
  });

  it('ListMetadataFormats names three', async (t) => {
    const { oai } = await serve(t);
    assert.deepEqual(texts(await oai('verb=ListMetadataFormats'), 'metadataPrefix'), ['oai_dc', 'arXiv', 'arXivRaw']);
  });

  it('ListSets names groups, archives and categories as arXiv does today', async (t) => {
    const { oai } = await serve(t);
    const sets = texts(await oai('verb=ListSets'), 'setSpec');
    assert.equal(new Set(sets).size, sets.length);
    for (const set of ['cs', 'cs:cs', 'cs:cs:LG', 'physics', 'physics:astro-ph', 'physics:astro-ph:GA', 'physics:hep-th', 'physics:physics:optics', 'physics:math-ph', 'stat:stat:ML', 'q-bio:q-bio:BM']) assert.ok(sets.includes(set), set);
  });

  it('GetRecord gives one paper in each format', async (t) => {
    const { oai } = await serve(t);
    const metadata = async (prefix: string) => all(await oai(`verb=GetRecord&metadataPrefix=${prefix}&identifier=oai:arXiv.org:2606.00001`), 'metadata')[0]!.children[0]!;
    const [arxiv, raw, dc] = [await metadata('arXiv'), await metadata('arXivRaw'), await metadata('oai_dc')];
    assert.deepEqual([arxiv.name, arxiv.attributes['xmlns'], raw.name, raw.attributes['xmlns'], dc.name], ['arXiv', 'http://arxiv.org/OAI/arXiv/', 'arXivRaw', 'http://arxiv.org/OAI/arXivRaw/', 'oai_dc:dc']);
    assert.deepEqual(childNames(arxiv).filter((name) => name !== 'updated' && name !== 'comments'), ['id', 'created', 'authors', 'title', 'categories', 'license', 'abstract']);
    assert.deepEqual(childNames(raw).filter((name) => name !== 'comments'), ['id', 'submitter', 'version', 'title', 'authors', 'categories', 'license', 'abstract']);
    const given = PAPERS.find(({ id }) => id === '2606.00001')!;
    assert.deepEqual(texts(arxiv, 'author').length, given.authors!.length);
    assert.equal(texts(raw, 'authors')[0], given.authors!.join(', '));
    for (const text of [texts(arxiv, 'title')[0]!, texts(raw, 'title')[0]!, texts(dc, 'dc:title')[0]!]) assert.equal(text.replace(/\s+/g, ' '), given.title);
  });

  const errors: [query: string, code: string][] = [
    ['', 'badVerb'], ['verb=Harvest', 'badVerb'], ['verb=Identify&set=cs', 'badArgument'], ['verb=Identify&verb=Identify', 'badArgument'],
    ['verb=ListRecords', 'badArgument'], ['verb=ListRecords&metadataPrefix=marc', 'cannotDisseminateFormat'], ['verb=ListRecords&metadataPrefix=arXiv&color=green', 'badArgument'],
    ['verb=ListRecords&metadataPrefix=arXiv&from=2026-6-1', 'badArgument'], ['verb=ListRecords&metadataPrefix=arXiv&from=2026-02-30', 'badArgument'], ['verb=ListRecords&metadataPrefix=arXiv&from=2026-06-01T00:00:00Z', 'badArgument'],
    ['verb=ListRecords&metadataPrefix=arXiv&from=2026-06-05&until=2026-06-04', 'badArgument'], ['verb=ListRecords&metadataPrefix=arXiv&from=1999-01-01', 'badArgument'], ['verb=ListRecords&metadataPrefix=arXiv&until=2027-01-01', 'badArgument'],
    ['verb=ListRecords&metadataPrefix=arXiv&set=cs.LG', 'badArgument'], ['verb=ListRecords&metadataPrefix=arXiv&from=2026-01-01&until=2026-01-31', 'noRecordsMatch'],
    ['verb=ListRecords&resumptionToken=rainbow', 'badResumptionToken'], ['verb=ListRecords&resumptionToken=rainbow&metadataPrefix=arXiv', 'badArgument'],
    ['verb=GetRecord&identifier=oai:arXiv.org:2606.00001', 'badArgument'], ['verb=GetRecord&metadataPrefix=arXiv&identifier=2606.00001', 'idDoesNotExist'], ['verb=GetRecord&metadataPrefix=arXiv&identifier=oai:arXiv.org:2606.99999', 'idDoesNotExist'],
  ];
  for (const [query, code] of errors) {
    it(`answers ${code} to "${query}"`, async (t) => {
      const { get } = await serve(t);
      const { status, xml } = await get(`/oai?${query}`);
      assert.deepEqual([status, errorOf(xml)], [200, code]);
    });
  }

  it('takes the arguments as a form too', async (t) => {
    const { get } = await serve(t);
    const { xml } = await get('/oai', { method: 'POST', body: new URLSearchParams('verb=ListIdentifiers&metadataPrefix=arXiv&from=2026-06-10') });
    assert.ok(all(xml, 'header').length > 30);
  });
});

describe('lists', () => {
  for (const manner of MANNERS) {
    for (const pageSize of [1, 7, 100, 1000]) {
      it(`are whole, each record once, in pages of ${pageSize}, in the ${manner} manner`, async (t) => {
        const served = await serve(t, { manner, pageSize });
        const from = pageSize === 1 ? '&from=2026-06-09' : '';
        const pages = await harvest(served, `verb=ListIdentifiers&metadataPrefix=arXiv${from}`);
        const ids = pages.flat();
        const expected = pageSize === 1 ? [...WORLD.changedWithin({ from: Date.parse('2026-06-09'), until: Infinity }, NOW)].map((paper) => WORLD.id(paper)).sort() : knownIds;
        assert.deepEqual(ids.toSorted(), expected);
        assert.ok(pages.slice(0, -1).every((page) => page.length === pageSize));
      });
    }
  }

  it('are in the order of their datestamps, and keep to from and until', async (t) => {
    const { oai } = await serve(t);
    const days = texts(await oai('verb=ListIdentifiers&metadataPrefix=arXiv&from=2026-06-03&until=2026-06-05'), 'datestamp');
    assert.deepEqual(days, days.toSorted());
    assert.deepEqual([days[0], days.at(-1)], ['2026-06-03', '2026-06-05']);
  });

  it('keep to a set at each of its levels', async (t) => {
    const { oai } = await serve(t);
    const inSet = async (set: string) => texts(await oai(`verb=ListIdentifiers&metadataPrefix=arXiv&from=2026-06-08&set=${set}`), 'identifier').length;
    const page = await oai('verb=ListRecords&metadataPrefix=arXiv&from=2026-06-08');
    const having = (test: (category: string) => boolean) => all(page, 'arXiv').filter((record) => texts(record, 'categories')[0]!.split(' ').some(test)).length;
    assert.equal(await inSet('cs:cs:LG'), having((category) => category === 'cs.LG'));
    assert.equal(await inSet('cs'), having((category) => category.startsWith('cs.') || category === 'eess.SY'), 'cs.SY is eess.SY');
    assert.equal(await inSet('physics:hep-th'), having((category) => category === 'hep-th'));
    assert.equal(await inSet('physics'), having((category) => ['math-ph', 'astro-ph.GA', 'hep-th', 'quant-ph'].includes(category)));
  });

  it('count themselves in the recorded manner', async (t) => {
    const { oai } = await serve(t, { pageSize: 300 });
    const first = all(await oai('verb=ListIdentifiers&metadataPrefix=arXiv'), 'resumptionToken')[0]!;
    assert.deepEqual([first.attributes['cursor'], first.attributes['completeListSize'], first.attributes['expirationDate']], ['0', String(knownIds.length), '2026-06-11T00:00:00Z']);
    const second = all(await oai(`verb=ListIdentifiers&resumptionToken=${encodeURIComponent(first.text)}`), 'resumptionToken')[0]!;
    assert.equal(second.attributes['cursor'], '300');
    const last = all(await oai(`verb=ListIdentifiers&resumptionToken=${encodeURIComponent(second.text)}`), 'resumptionToken')[0]!;
    assert.equal(last.text === '' || Number(last.attributes['cursor']) === 600, true);
  });

  it('count nothing in the manner of today, where a token is the query with a day and a number to skip', async (t) => {
    const { oai } = await serve(t, { pageSize: 300, manner: 'today' });
    const token = all(await oai('verb=ListRecords&metadataPrefix=arXiv&set=cs'), 'resumptionToken')[0]!;
    assert.deepEqual(Object.keys(token.attributes), ['expirationDate']);
    assert.match(decodeURIComponent(token.text), /^verb=ListRecords&metadataPrefix=arXiv&from=2026-\d\d-\d\d&set=cs&skip=\d+$/);
  });

  it('stand still in the recorded manner while the world goes on', async (t) => {
    const served = await serve(t, { pageSize: 100, at: '2026-06-10T23:59:00Z' });
    const pages = await harvest(served, 'verb=ListIdentifiers&metadataPrefix=arXiv', () => served.clock.set('2026-06-11T00:00:01Z'));
    assert.deepEqual(pages.flat().length, 100, 'the token of yesterday has expired');
    const again = await serve(t, { pageSize: 100, at: '2026-06-10T12:00:00Z' });
    const ids = (await harvest(again, 'verb=ListIdentifiers&metadataPrefix=arXiv', () => again.clock.advance(600_000))).flat();
    assert.equal(new Set(ids).size, ids.length);
  });

  it('know what is announced and nothing beyond', async (t) => {
    const { oai, clock } = await serve(t, { at: '2026-06-10T23:59:59Z' });
    const count = async () => texts(await oai('verb=ListIdentifiers&metadataPrefix=arXiv&from=2026-06-11'), 'identifier').length;
    assert.equal(await count(), 0);
    clock.advance(1000);
    assert.ok((await count()) >= 40);
  });
});

describe('tokens', () => {
  it('expire at midnight UTC in the recorded manner', async (t) => {
    const { oai, clock } = await serve(t, { pageSize: 10 });
    const token = encodeURIComponent(texts(await oai('verb=ListRecords&metadataPrefix=arXiv'), 'resumptionToken')[0]!);
    assert.equal(errorOf(await oai(`verb=ListRecords&resumptionToken=${token}`)), undefined);
    clock.set('2026-06-10T23:59:59Z');
    assert.equal(errorOf(await oai(`verb=ListRecords&resumptionToken=${token}`)), undefined);
    clock.set('2026-06-11T00:00:00Z');
    assert.equal(errorOf(await oai(`verb=ListRecords&resumptionToken=${token}`)), 'badResumptionToken');
  });

  for (const manner of MANNERS) {
    it(`belong to their verb, and cannot be cut, in the ${manner} manner`, async (t) => {
      const { oai } = await serve(t, { pageSize: 10, manner });
      const token = texts(await oai('verb=ListRecords&metadataPrefix=arXiv'), 'resumptionToken')[0]!;
      assert.equal(errorOf(await oai(`verb=ListIdentifiers&resumptionToken=${encodeURIComponent(token)}`)), 'badResumptionToken');
      assert.equal(errorOf(await oai(`verb=ListRecords&resumptionToken=${encodeURIComponent(token.slice(0, -12))}`)), 'badResumptionToken');
    });
  }
});

describe('records', () => {
  it('have versions with their times, withdrawn ones without a source', async (t) => {
    const paper = Array.from(WORLD.records.entries.keys()).find((one) => WORLD.eventsBy(one, NOW).at(-1)?.kind === 'withdrawal')!;
    const { oai } = await serve(t);
    const record = await oai(`verb=GetRecord&metadataPrefix=arXivRaw&identifier=oai:arXiv.org:${WORLD.id(paper)}`);
    const versions = all(record, 'version');
    assert.deepEqual(versions.map(({ attributes }) => attributes['version']), versions.map((_, index) => `v${index + 1}`));
    assert.deepEqual([texts(versions.at(-1)!, 'source_type'), texts(versions.at(-1)!, 'size'), texts(versions[0]!, 'source_type')], [['I'], ['0kb'], []]);
    assert.match(texts(versions[0]!, 'date')[0]!, /^\w{3}, \d\d \w{3} 2026 \d\d:\d\d:\d\d GMT$/);
    assert.match(texts(record, 'comments')[0]!, /withdrawn/);
  });

  it('split names as arXiv does', async (t) => {
    const authors = ['Laurens van der Maaten', 'Martin King Jr.', 'Plato', 'ATLAS Collaboration'];
    const world = new World(Records.of([{ id: '2606.00001', title: 'T', categories: ['cs.LG'], authors, published: '2026-06-01', date_kind: 'announced' }]));
    const { oai } = await serve(t, { world });
    const names = all(await oai('verb=GetRecord&metadataPrefix=arXiv&identifier=oai:arXiv.org:2606.00001'), 'author').map((author) => author.children.map(({ name, text }) => `${name} ${text}`));
    assert.deepEqual(names, [['keyname van der Maaten', 'forenames Laurens'], ['keyname King', 'forenames Martin', 'suffix Jr.'], ['keyname Plato'], ['keyname ATLAS Collaboration']]);
  });
});
