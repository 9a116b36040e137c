import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { serve } from './testing/serve.js';
import { shapesOf, unlike } from './testing/shape.js';
import { all, parseXml, type XmlNode } from './testing/xml-tree.js';

/** Real answers beside the checkout, where a developer has them. */
const RECORDED = join(import.meta.dirname, '../../../../../shared/data/fixtures');
const options = { skip: !existsSync(RECORDED) && 'the recorded answers are not there' };

function recorded(folder: string, wanted: RegExp): XmlNode[] {
  const files = readdirSync(join(RECORDED, folder)).filter((name) => wanted.test(name));
  assert.ok(files.length > 0);
  return files.map((name) => {
    const text = readFileSync(join(RECORDED, folder, name), 'utf8');
    return parseXml(name.endsWith('.json') ? (JSON.parse(text) as { body: string }).body : text);
  });
}

describe('answers look like the recorded ones', () => {
  it('ListRecords of arXivRaw', options, async (t) => {
    const { oai } = await serve(t, { pageSize: 500 });
    const shapes = shapesOf(recorded('oai', /^scirate/));
    const page = await oai('verb=ListRecords&metadataPrefix=arXivRaw&from=2026-05-18');
    assert.equal(all(page, 'record').length, 500);
    assert.deepEqual([...new Set(unlike(page, shapes))], ['<request metadataPrefix>', '<request from>', '<resumptionToken expirationDate>']);
  });

  it('ListRecords and GetRecord of arXiv', options, async (t) => {
    const { oai } = await serve(t);
    const shapes = shapesOf(recorded('oai', /^(hepcrawl_arxiv|researchhub.*\.xml)/));
    const page = await oai('verb=ListRecords&metadataPrefix=arXiv&from=2026-06-10&set=cs');
    assert.ok(all(page, 'record').length > 10);
    assert.deepEqual(unlike(page, shapes), []);
    assert.deepEqual(unlike(await oai('verb=GetRecord&metadataPrefix=arXiv&identifier=oai:arXiv.org:2606.00001'), shapes), []);
  });

  it('ListRecords of oai_dc', options, async (t) => {
    const { oai } = await serve(t);
    const page = await oai('verb=ListRecords&metadataPrefix=oai_dc&from=2026-06-10');
    assert.ok(all(page, 'oai_dc:dc').length > 10);
    assert.deepEqual(unlike(page, shapesOf(recorded('oai', /^ads_arxiv_multi/))), []);
  });

  it('the Atom feed', options, async (t) => {
    const { get } = await serve(t);
    const { xml } = await get('/atom/cs.AI');
    assert.ok(all(xml, 'entry').length > 3);
    const later = ['<entry><arxiv:journal_reference>', '<entry><arxiv:DOI>', '<arxiv:journal_reference>', '<arxiv:DOI>'];
    assert.deepEqual(unlike(xml, shapesOf(recorded('rss', /./))).filter((difference) => !later.includes(difference)), []);
  });

  it('the query interface: papers, pages, nothing, an error', options, async (t) => {
    const { get } = await serve(t);
    const shapes = shapesOf(recorded('atom', /\.json$/));
    for (const query of ['id_list=2606.00001,2606.00002v1', 'search_query=cat:cs.LG&start=5&max_results=50', 'id_list=0000.0000', 'id_list=abc']) {
      assert.deepEqual(unlike((await get(`/api/query?${query}`)).xml, shapes), [], query);
    }
  });
});
