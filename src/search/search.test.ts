import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { test, type TestContext } from 'node:test';
import { InvalidInputError } from '#lib';
import { VOTES_SIGNAL, writeSignals, type PaperRecord } from '#papers';
import { makeDatabase, makeFolder } from '#test/make-database';
import { makeRecord } from '#test/make-record';
import { parseQuery } from './query/index.js';
import type { SearchRequest, SearchResults } from './results.js';
import { Search } from './search.js';
import { meaningEmbedder, searchOver, type MadeSearch, type Make } from './search.fixture.js';
import { writeDictionary } from './spelling/dictionary-file.js';
import { Dictionary } from './spelling/dictionary.js';

const PAPERS = [
  { id: '2401.00001', title: 'Folding flat sheets', abstract: 'We fold a sheet of paper with GPT-4.', authors: [{ name: 'Yann LeCun' }], categories: ['cs.CG'], published: '2024-01-05' },
  { id: '2402.00002', title: 'Sheets that fold themselves', abstract: 'A sheet is heated until it folds.', authors: [{ name: 'Wei Wang' }, { name: 'José Miguel Hernández-Lobato' }], categories: ['cond-mat.soft', 'cs.RO'], published: '2024-02-10' },
  { id: '2501.00003', title: 'Driving an automobile by sound', abstract: 'We listen to the road.', authors: [{ name: 'Wen Wang' }], categories: ['cs.RO'], published: '2025-01-20', links: [{ url: 'https://github.com/a/b', kind: 'code' as const }] },
  { id: '2502.00004', title: 'A car in the rain', abstract: 'Rain is hard for a car. See also folding chairs.', authors: [{ name: 'Laurens van der Maaten' }], categories: ['cs.CV'], published: '2025-02-01', withdrawn: true },
  { id: '2503.00005', title: 'What is it like to be a bat?', abstract: 'We ask.', authors: [{ name: 'Zed LeCun' }], categories: ['math.IT'], published: '2025-03' },
  { id: '2503.00006', title: 'Sheet music of the stars', abstract: 'Stars and a galaxy make $\\alpha$-divergence audible.', authors: [{ name: 'Ada Lovelace' }], categories: ['astro-ph.GA'] },
];

async function makeSearch(t: TestContext, records: readonly (Partial<PaperRecord> & { id: string })[], make?: Make): Promise<MadeSearch> {
  return await searchOver(t, { db: await makeDatabase(t), folder: makeFolder(t), records: records.map(makeRecord) }, make);
}

async function found({ search, idOf }: MadeSearch, query: string, request: Partial<SearchRequest> = {}): Promise<string[]> {
  const results = await search.find({ query: parseQuery(query, { today: '2025-06-01' }), ...request });
  return results.hits.map(({ paper }) => idOf(paper).slice(-2));
}

const answer = ({ search }: MadeSearch, query: string, request: Partial<SearchRequest> = {}): Promise<SearchResults> => search.find({ query: parseQuery(query, { today: '2025-06-01' }), ...request });

test('conditions of every kind are exact, however they are put together', async (t) => {
  const made = await makeSearch(t, PAPERS);
  const table: [query: string, papers: string[]][] = [
    ['"sheet of paper"', ['01']],
    ['"flat sheets"', ['01']],
    ['"sheets flat"', []],
    ['title:fold', ['02', '01']],
    ['abstract:"folding chairs"', ['04']],
    ['author:"LeCun, Yann"', ['01']],
    ['author:"Y. LeCun"', ['01']],
    ['author:"Lecun Y"', ['01']],
    ['author:lecun', ['05', '01']],
    ['author:"Hernandez-Lobato"', ['02']],
    ['author:"van der Maaten"', ['04']],
    ['author:"W. Wang"', ['03', '02']],
    ['author:"Wei Wang"', ['02']],
    ['category:cs.RO', ['03', '02']],
    ['category:cs', ['05', '04', '03', '02', '01']],
    ['category:cs -category:cs.RO', ['05', '04', '01']],
    ['category:cs.IT', ['05']],
    ['year:2024', ['02', '01']],
    ['has:code', ['03']],
    ['is:withdrawn', ['04']],
    ['id:2501.00003', ['03']],
    ['https://arxiv.org/abs/2501.00003v2', ['03']],
    ['author:lecun OR has:code', ['05', '03', '01']],
    ['(author:wang OR year:2024) -category:cs.CG', ['03', '02']],
    ['-author:wang -year:2024', ['05', '04', '06']],
    ['-year:2025', ['02', '01', '06']],
    ['after:2025-01-01 before:2025-02-28', ['04', '03']],
    ['category:cs (rain OR road)', ['04', '03']],
  ];
  for (const [query, papers] of table) assert.deepEqual((await found(made, query)).toSorted(), papers.toSorted(), query);
});

test('conditions alone give the newest first', async (t) => {
  const made = await makeSearch(t, PAPERS);
  assert.deepEqual(await found(made, 'category:cs'), ['05', '04', '03', '02', '01']);
  assert.deepEqual(await found(made, '-is:withdrawn'), ['05', '03', '02', '01', '06']);
});

test('words match their other forms, and rank by BM25 with the title counted twice', async (t) => {
  const made = await makeSearch(t, PAPERS);
  const { hits, by, total } = await answer(made, 'sheets folded');
  assert.deepEqual(hits.map(({ paper }) => made.idOf(paper).slice(-2)), ['02', '01', '06', '04']);
  assert.deepEqual(by, { words: 'index', vectors: false });
  assert.equal(total, 4);
  assert.deepEqual(hits[0]!.why.words.matched, ['sheets', 'folded']);
  assert.deepEqual(hits[2]!.why.words.matched, ['sheets']);
  assert.equal(hits[0]!.why.words.share, 1);
  for (const { score, why } of hits) assert.equal(score, why.words.share + (why.vectors?.share ?? 0) + (why.wordForWord?.share ?? 0));
  assert.deepEqual(await found(made, 'GPT4'), ['01']);
  assert.deepEqual(await found(made, 'α-divergence'), ['06']);
});

test('words that are asked for or denied hold, and rank by what BM25 gives them', async (t) => {
  const made = await makeSearch(t, PAPERS);
  const table: [query: string, papers: string[]][] = [
    ['fold -chairs', ['01', '02']],
    ['sheet -(paper OR stars)', ['02']],
    ['(rain OR heated) fold', ['02', '04']],
    ['sheet AND stars', ['06']],
    ['(rain OR road)', ['03', '04']],
    ['(sheet OR rain) -fold', ['06']],
    ['fold -GPT-4', ['02', '04']],
  ];
  for (const [query, papers] of table) assert.deepEqual((await found(made, query)).toSorted(), papers, query);
  const [free, asked] = [await answer(made, 'sheet stars'), await answer(made, 'sheet AND stars')];
  assert.equal(asked.hits[0]!.why.words.bm25, free.hits.find(({ paper }) => made.idOf(paper).endsWith('06'))!.why.words.bm25);
});

test('a title that holds the words in their order stands above one that has them otherwise, and says so', async (t) => {
  const papers = ['Folded and folding sheets', 'Of sheets folding'].map((title, index) => ({ id: `2401.1000${index}`, title, authors: [{ name: `Ada ${title.length}` }] }));
  const made = await makeSearch(t, papers);
  const { hits } = await answer(made, 'sheets folding');
  assert.deepEqual(hits[0]!.why.wordForWord?.where, 'title');
  for (const { score, why } of hits) assert.equal(score, why.words.share + (why.wordForWord?.share ?? 0));
  assert.deepEqual(await found(made, 'of sheets folding'), ['01', '00']);
});

test('stop words alone are looked up in titles', async (t) => {
  assert.equal((await found(await makeSearch(t, PAPERS), 'what is it like to be a'))[0], '05');
});

test('vectors find what shares no word, and the parts add up', async (t) => {
  const made = await makeSearch(t, PAPERS, { embedder: meaningEmbedder });
  const { hits, by } = await answer(made, 'automobile');
  assert.deepEqual(hits.slice(0, 2).map(({ paper }) => made.idOf(paper).slice(-2)), ['03', '04']);
  assert.deepEqual(by, { words: 'index', vectors: true });
  assert.ok(hits[1]!.why.words.bm25 === 0 && hits[1]!.why.vectors!.cosine > 0.5);
  for (const { score, why } of hits) assert.equal(score, why.words.share + why.vectors!.share);
  assert.deepEqual(await found(made, 'automobile category:cs.CV'), ['04'], 'filters hold for what vectors find');
  assert.ok(!(await found(made, 'automobile -rain')).includes('04'));
});

test('a query the embedder does not know, or that it fails on, is answered by words', async (t) => {
  const errors: unknown[] = [];
  const failing = { ...meaningEmbedder, embedQuery: async () => Promise.reject(new Error('away')) };
  const made = await makeSearch(t, PAPERS, { embedder: meaningEmbedder, context: { embedder: async () => failing, onError: (error) => errors.push(error) } });
  assert.deepEqual(await found(made, 'rain'), ['04']);
  assert.equal(errors.length, 1);
  const known = await makeSearch(t, PAPERS, { embedder: meaningEmbedder });
  const { hits } = await answer(known, 'road');
  assert.deepEqual(hits.map(({ why }) => why.vectors), [{ cosine: 0, share: 0 }]);
});

test('a period, an order and what is new narrow and order what is found', async (t) => {
  const made = await makeSearch(t, PAPERS);
  assert.deepEqual(await found(made, 'fold', { period: { from: '2024-02-01', to: '2024-12-31' } }), ['02']);
  assert.deepEqual(await found(made, 'sheet fold', { order: 'newest' }), ['04', '02', '01', '06']);
  assert.deepEqual(await found(made, 'sheet', { newerThan: made.numberOf('2402.00002') }), ['06']);
});

/** Gives papers, by the ends of their ids, so many votes. */
async function vote({ db, numberOf }: MadeSearch, votes: Record<string, number>): Promise<void> {
  const papers = Object.entries(votes).map(([end, value]) => ({ paper: numberOf(PAPERS.find(({ id }) => id.endsWith(end))!.id), value, known: value, unknown: 0 }));
  await db.transaction((writer) => writeSignals(writer, VOTES_SIGNAL, { seq: 1, papers }));
}

test('by votes what has most stands first, and what has none as it stood', async (t) => {
  const made = await makeSearch(t, PAPERS);
  const [byWords, byDate] = [await found(made, 'sheet fold'), await found(made, 'year:2000..')];
  const [last, second] = [byWords.at(-1)!, byWords[1]!];
  await vote(made, { [last]: 3, [second]: 1 });
  assert.deepEqual(await found(made, 'sheet fold', { order: 'votes' }), [last, second, ...byWords.filter((id) => id !== last && id !== second)]);
  assert.deepEqual(await found(made, 'year:2000..', { order: 'votes' }), [last, second, ...byDate.filter((id) => id !== last && id !== second)], 'conditions alone');
});

test('categories, years and sources are counted, archives and second names are not', async (t) => {
  const { counts } = await answer(await makeSearch(t, PAPERS), 'category:cs');
  assert.deepEqual(counts.categories.slice(0, 1), [{ value: 'cs.RO', papers: 2 }]);
  assert.deepEqual(counts.categories.map(({ value }) => value).toSorted(), ['cond-mat.soft', 'cs.CG', 'cs.CV', 'cs.IT', 'cs.RO']);
  assert.deepEqual(counts.years, [{ value: '2025', papers: 3 }, { value: '2024', papers: 2 }]);
  assert.deepEqual(counts.sources, [{ value: 'arxiv', papers: 5 }]);
});

test('pages follow one another to the thousandth paper, each paper once', async (t) => {
  const many = Array.from({ length: 1_100 }, (_, index) => ({ id: `2401.${String(10_000 + index)}`, title: `Paper number ${index} on knots`, authors: [{ name: `Author Of${index}` }], categories: [index % 100 === 0 ? 'math.GT' : 'cs.LG'] }));
  const made = await makeSearch(t, many);
  const whole: number[] = [];
  for (let offset = 0; offset < 1_000; offset += 100) whole.push(...(await answer(made, 'knots', { offset, limit: 100 })).hits.map(({ paper }) => paper));
  assert.equal(new Set(whole).size, 1_000);
  assert.deepEqual(await answer(made, 'knots', { offset: 1_000, limit: 20 }).then(({ hits, total, more }) => ({ hits, total, more })), { hits: [], total: 1_000, more: true });
  assert.equal((await answer(made, 'knots category:math.GT')).total, 11, 'a narrow filter gives all that fit');
  assert.equal((await answer(made, 'knots -author:"Author Of7"')).total, 1_000);
});

test('a name typed as words finds the papers of that person, however it is written, with the way back', async (t) => {
  const made = await makeSearch(t, PAPERS, { embedder: meaningEmbedder });
  for (const name of ['Yann LeCun', 'yann lecun', 'LeCun, Yann', 'LeCun Y', 'Y. LeCun']) assert.deepEqual(await found(made, name), ['01'], name);
  assert.deepEqual(await found(made, 'josé hernandez-lobato'), ['02']);
  assert.deepEqual(await found(made, 'lovelace'), ['06']);
  assert.deepEqual((await answer(made, 'Yann LeCun category:cs.CG')).person, { name: 'Yann LeCun', query: 'author:"Yann LeCun" category:cs.CG', tree: parseQuery('author:"Yann LeCun" category:cs.CG', { today: '2025-06-01' }).tree });
  assert.deepEqual([await found(made, 'LeCun 2025'), await found(made, 'LeCun 2024')], [['05'], ['01']]);
  assert.deepEqual([await found(made, 'LeCun et al. (2024)'), await found(made, 'Wang et al'), await found(made, 'et al.')], [['01'], ['03', '02'], []]);
  assert.deepEqual([await found(made, 'Wang and Hernández-Lobato'), await found(made, 'wei wang and hernandez-lobato 2024'), await found(made, 'Wang and LeCun')], [['02'], ['02'], []]);
  assert.equal((await answer(made, 'Yann LeCun', { asWritten: true })).person, undefined);
  assert.equal((await answer(made, 'Yann LeCun year:2019')).person, undefined, 'who wrote nothing that fits is not meant');
});

test('who types finds the papers of a person as soon as it is known which words are usual', async (t) => {
  const made = await makeSearch(t, PAPERS, { embedder: meaningEmbedder });
  const typed = async (search: Search, query: string) => (await search.find({ query: parseQuery(query, { today: '2025-06-01' }), glance: true, limit: 6 })).person?.name;
  assert.equal(await typed(made.search, 'Yann LeCun'), undefined);
  writeDictionary(made.place.frequenciesFile, { dictionary: Dictionary.of([['sheet', 3], ['lecun', 1]]), papers: 6, counted: 6, length: 8 });
  const later = new Search(made.context);
  assert.deepEqual([await typed(later, 'Yann LeCun'), await typed(later, 'Sheet LeCun')], ['Yann LeCun', undefined]);
});

test('a name is not that of whoever has its first name and an initial like its family name', async (t) => {
  const names = ['Robert M. Gower', 'Robert Müller', 'R. Müller', 'Klaus-Robert Müller', 'Muller Robert', 'Robert Mills'];
  const made = await makeSearch(t, names.map((name, at) => ({ id: `2401.0000${at}`, title: `On names ${at}`, authors: [{ name }] })));
  for (const name of ['Müller Robert', 'Robert Müller']) assert.deepEqual((await found(made, `author:"${name}"`)).toSorted(), ['01', '02', '03', '04'], name);
});

test('words that more papers say than are by somebody of that name are words', async (t) => {
  const said = Array.from({ length: 3 }, (_, index) => ({ id: `2401.1000${index}`, title: `A Markov chain, part ${index}`, authors: [{ name: 'Ada Sun' }] }));
  const suns = Array.from({ length: 30 }, (_, index) => ({ id: `2401.2${String(index).padStart(4, '0')}`, title: `Spots of the sun ${index}`, authors: [{ name: 'Bo Sun' }] }));
  const made = await makeSearch(t, [...said, ...suns, { id: '2401.30000', title: 'On names', authors: [{ name: 'Chain Markov' }] }]);
  for (const query of ['Markov chain', 'sun', 'the', 'sun sun sun sun sun']) assert.equal((await answer(made, query)).person, undefined, query);
  assert.equal((await answer(made, 'Bo Sun')).total, 30);
  assert.equal((await answer(made, 'Sun et al.')).person?.name, 'Sun', 'so nobody writes of the sun');
});

test('a misspelt word is corrected, with the way back', async (t) => {
  const speller = { correct: (words: readonly string[]) => words.filter((word) => word === 'shets').map((written) => ({ written, read: 'sheets' })) };
  const made = await makeSearch(t, PAPERS, { context: { speller: async () => speller } });
  const results = await answer(made, 'flat shets year:2024');
  assert.deepEqual(results.corrected, { words: [{ written: 'shets', read: 'sheets' }], query: 'flat sheets year:2024' });
  assert.equal(results.total, 2);
  assert.equal((await answer(made, 'shets', { asWritten: true })).total, 0);
});

test('a word that papers hold is never lost to what it resembles', async (t) => {
  const speller = { correct: (words: readonly string[]) => words.filter((word) => word === 'SlideAgent').map((written) => ({ written, read: 'slide agent' })) };
  const papers = [
    { id: '2401.10001', title: 'SlideAgent reads decks', authors: [{ name: 'Ada One' }] },
    ...Array.from({ length: 9 }, (_, index) => ({ id: `2401.2000${index}`, title: `An agent for each slide, part ${index}`, authors: [{ name: 'Ada Two' }] })),
  ];
  const made = await makeSearch(t, papers, { context: { speller: async () => speller } });
  const results = await answer(made, 'SlideAgent');
  assert.equal(made.idOf(results.hits[0]!.paper), '2401.10001');
  assert.equal(results.total, 10);
  assert.deepEqual(results.corrected, { words: [{ written: 'SlideAgent', read: 'slide agent', besides: true }], query: 'SlideAgent slide agent' });
  assert.equal((await answer(made, results.corrected!.query)).corrected, undefined, 'what was read is not read again');
});

test('a word that papers write in two ways is found in both, and the page is told', async (t) => {
  const speller = { correct: () => [], vary: (words: readonly string[]) => (words.join(' ').startsWith('multi modal') ? [{ written: 'multi modal', read: 'multimodal' }] : []) };
  const papers = ['Multimodal fusion', 'Multi-modal fusion', 'Fusion of stars'].map((title, index) => ({ id: `2401.1000${index}`, title, authors: [{ name: `Ada ${title}` }] }));
  const made = await makeSearch(t, papers, { context: { speller: async () => speller } });
  const results = await answer(made, 'multi modal');
  assert.deepEqual(results.hits.map(({ paper }) => made.idOf(paper).slice(-1)).toSorted(), ['0', '1']);
  assert.equal(results.hits[0]!.why.wordForWord?.where, 'title', 'what was added stands nowhere in the order');
  assert.deepEqual(results.corrected, { words: [{ written: 'multi modal', read: 'multimodal', besides: true }], query: 'multi modal multimodal' });
  assert.equal((await answer(made, results.corrected!.query)).corrected, undefined, 'nothing is left to add');
  assert.deepEqual(await found(made, 'multi modal', { asWritten: true }), ['01']);
});

test('what a word resembles and may be written as is read once', async (t) => {
  const parted = (words: readonly string[]) => words.filter((word) => word === 'slideagent').map((written) => ({ written, read: 'slide agent' }));
  const papers = ['Slideagent reads decks', 'An agent for each slide'].map((title, index) => ({ id: `2401.1000${index}`, title, authors: [{ name: `Ada ${title}` }] }));
  const made = await makeSearch(t, papers, { context: { speller: async () => ({ correct: parted, vary: parted }) } });
  assert.deepEqual((await answer(made, 'slideagent')).corrected, { words: [{ written: 'slideagent', read: 'slide agent', besides: true }], query: 'slideagent slide agent' });
});

test('hostile queries are answered', async (t) => {
  const made = await makeSearch(t, PAPERS, { embedder: meaningEmbedder });
  const hostile = ['', '   ', '!!! ???', '😀', '"', '((((', 'x'.repeat(1_000_000), Array(1_000).fill('fold').join(' '), "'; DROP TABLE papers; --", "category:cs') OR (1=1", 'author:"\'"', '纸张折叠', 'ورقة', '\u0000\u0007 fold', '-😀 fold', 'a AND OR NOT', 'source:"x\') OR true --"', 'date:9999-99-99', 'id:nothing', 'author:😀', 'number:1 OR _rowid:2', '%_\\'];
  for (const query of hostile) {
    const { hits, total } = await answer(made, query);
    assert.ok(hits.length <= 20 && total <= PAPERS.length, query.slice(0, 40));
  }
  assert.deepEqual(await found(made, '-😀 rain'), await found(made, 'rain'));
  assert.equal((await answer(made, "category:cs') OR (1=1")).hits.length, 0);
});

test('without an index the store answers, and says so', async (t) => {
  const made = await makeSearch(t, PAPERS, { indexed: false });
  const { hits, by } = await answer(made, 'Fold sheets');
  assert.deepEqual(by, { words: 'store', vectors: false });
  assert.deepEqual(hits.map(({ paper }) => made.idOf(paper).slice(-2)), ['02', '01']);
  assert.deepEqual(await found(made, 'author:"Y. LeCun"'), ['01']);
  assert.deepEqual(await found(made, 'category:cs.RO has:code'), ['03']);
  assert.deepEqual(await found(made, '"sheet of paper"'), ['01']);
  assert.deepEqual(await found(made, 'year:2024 -author:wang'), ['01']);
  assert.deepEqual(await made.search.similar(made.numberOf('2401.00001')), { hits: [], vectors: false });
});

test('an index that vanishes while it is read leaves the store to answer', async (t) => {
  const errors: unknown[] = [];
  const made = await makeSearch(t, PAPERS, { context: { onError: (error) => errors.push(error) } });
  await answer(made, 'fold');
  rmSync(made.place.generationsFolder, { recursive: true });
  // What the engine and the open files hold goes on answering; this they have not read yet.
  const { by } = await answer(made, '"rain car road" author:wang');
  assert.equal(by.words, 'store');
  assert.ok(errors.length > 0);
});

test('papers like one share its words or its meaning, and it is not among them', async (t) => {
  const made = await makeSearch(t, PAPERS, { embedder: meaningEmbedder });
  const { hits, vectors } = await made.search.similar(made.numberOf('2401.00001'));
  assert.equal(made.idOf(hits[0]!.paper), '2402.00002');
  assert.ok(vectors && hits.every(({ paper }) => paper !== made.numberOf('2401.00001')));
  assert.ok(hits[0]!.why.words.matched.includes('sheet'));
  for (const { score, why } of hits) assert.equal(score, why.words.share + why.vectors!.share);
  const recent = await made.search.similar(made.numberOf('2401.00001'), { since: '2025-01-01' });
  assert.ok(recent.hits.length > 0 && recent.hits.every(({ paper }) => made.idOf(paper) > '2501'));
  assert.deepEqual((await made.search.similar(12_345)).hits, []);
});

test('papers like one in one respect are ordered by that, and its part is told', async (t) => {
  const method = (words: string) => `Sheets are everywhere in the study of folding. We propose a method that trains a ${words}. Results show that it is better than others.`;
  const papers = [
    { id: '2401.00001', title: 'Sheets one', abstract: method('graph network on nodes') },
    { id: '2401.00002', title: 'Sheets two', abstract: method('car and automobile') },
    { id: '2401.00003', title: 'Sheets three', abstract: method('network on a graph') },
    { id: '2401.00004', title: 'Nothing', abstract: '' },
  ].map((paper) => ({ ...paper, authors: [{ name: `Author ${paper.title}` }] }));
  const made = await makeSearch(t, papers, { embedder: meaningEmbedder });
  const { hits } = await made.search.similar(made.numberOf('2401.00001'), { facet: 'method' });
  assert.equal(made.idOf(hits[0]!.paper), '2401.00003');
  for (const { score, why } of hits) assert.equal(score, why.words.share + why.vectors!.share + why.facet!.share);
  assert.equal((await made.search.similar(made.numberOf('2401.00004'), { facet: 'method' })).silent, true);
});

test('papers like a text are found by its words and meaning; a text without words is refused', async (t) => {
  const made = await makeSearch(t, PAPERS, { embedder: meaningEmbedder });
  const { hits } = await made.search.similarTo([{ title: '', abstract: 'A vehicle that drives in rain' }]);
  assert.equal(made.idOf(hits[0]!.paper), '2502.00004');
  await assert.rejects(made.search.similarTo([{ title: '…', abstract: '' }]), InvalidInputError);
});

test('authors who write about the same are found, coauthors marked', async (t) => {
  const papers = [
    { id: '1', title: 'Folding flat sheets', authors: [{ name: 'Ann Fold' }, { name: 'Bob Crease' }] },
    { id: '2', title: 'Folding curved sheets', authors: [{ name: 'Cid Paper' }] },
    { id: '3', title: 'Sheets, folding and tearing', authors: [{ name: 'Cid Paper' }, { name: 'Bob Crease' }] },
    { id: '4', title: 'Stars', authors: [{ name: 'Dora Sky' }] },
  ].map((paper) => ({ ...paper, source: 'test' }));
  const made = await makeSearch(t, papers, { embedder: meaningEmbedder });
  const authors = await made.search.similarAuthors('Fold, Ann');
  assert.deepEqual(authors.slice(0, 2).map(({ name, papers, coauthor }) => ({ name, papers, coauthor })), [{ name: 'Cid Paper', papers: 2, coauthor: false }, { name: 'Bob Crease', papers: 1, coauthor: true }]);
  assert.deepEqual(await made.search.similarAuthors('Nobody Known'), []);
});

test('a glance finds what a page of results finds first, and counts nothing', async (t) => {
  const made = await makeSearch(t, PAPERS, { embedder: meaningEmbedder });
  const [page, glance] = [await answer(made, 'folding sheets', { limit: 3 }), await answer(made, 'folding sheets', { limit: 3, glance: true })];
  assert.deepEqual(glance.hits, page.hits);
  assert.equal(page.counts.categories.length > 0, true);
  assert.deepEqual(glance.counts, { categories: [], years: [], sources: [] });
});
