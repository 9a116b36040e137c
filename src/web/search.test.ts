import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseQuery, type SearchResults } from '#search';
import type { WebContext } from './app-context.js';
import { createWeb } from './server.js';
import { checkPage } from './testing/check-page.js';
import { fakeContext } from './testing/fake-context.js';
import { searchOver } from './testing/fake-search.js';
import { HOSTILE, hostilePaper, paper } from './testing/fixtures.js';

const PAPERS = Array.from({ length: 45 }, (_, index) =>
  paper({ number: index + 1, published: `${2020 + (index % 5)}-06-01`, categories: [index % 2 ? 'cs.DS' : 'cs.HC', 'cs.AI'], sources: index % 9 ? ['arxiv'] : ['arxiv', 'acl'] }),
);
const NUMBERED = new Map(PAPERS.map((one) => [one.number, one]));

function web(given: Partial<WebContext['search']> = {}, { owner = false, papers = {} }: { owner?: boolean; papers?: Partial<WebContext['papers']> } = {}) {
  const base = fakeContext();
  const byNumber = async (numbers: readonly number[]) => numbers.flatMap((number) => NUMBERED.get(number) ?? []);
  const context = fakeContext({ search: searchOver(PAPERS, given), papers: { ...base.papers, byNumber, ...papers } });
  return createWeb(context, async (c, next) => {
    c.set('viewer', { owner, theme: 'auto' });
    await next();
  });
}

async function pageAt(path: string, app = web()): Promise<string> {
  const answer = await app.request(path);
  assert.equal(answer.status, 200, path);
  const markup = await answer.text();
  checkPage(markup);
  return markup;
}

/** As the search would answer, but for what is given. */
function results(given: Partial<SearchResults>): Partial<WebContext['search']> {
  return { find: async (request) => ({ ...(await searchOver(PAPERS).find(request)), ...given }) };
}

test('a query finds papers, with the reasons for each, and is not for robots', async () => {
  const answer = await web().request('/papers?q=letters+candle');
  assert.equal(answer.headers.get('X-Robots-Tag'), 'noindex');
  const markup = await pageAt('/papers?q=letters+candle');
  assert.match(markup, /<h1>Papers on letters candle<\/h1>/);
  assert.match(markup, /<meta name="robots" content="noindex"/);
  assert.match(markup, /type="search" name="q" value="letters candle"/);
  assert.match(markup, /45 papers/);
  assert.match(markup, /Sorting <mark>letters<\/mark> by <mark>candle<\/mark> light/);
  assert.match(markup, /the words <q>letters<\/q>, <q>candle<\/q>/);
});

test('without a query the latest edition is shown', async () => {
  for (const path of ['/papers', '/papers?q=', '/papers?q=%20', '/papers?order=newest']) {
    assert.equal((await web().request(path)).headers.get('Location'), '/papers/date/2026-06-03', path);
  }
});

test('pages of results follow each other to the end, and keep what was asked', async () => {
  const third = await pageAt('/papers?q=letters&order=newest&page=3');
  assert.match(third, /41–45 of 45/);
  assert.match(third, /<ol class="cards" start="41"/);
  assert.match(third, /rel="prev" href="\/papers\?q=letters&amp;order=newest&amp;page=2"/);
  assert.doesNotMatch(third, /rel="next"/);
  const first = await pageAt('/papers?q=letters&order=newest');
  assert.match(await pageAt('/papers?q=letters&page=40'), /rel="prev" href="\/papers\?q=letters&amp;page=3"/s);
  assert.match(first, /rel="next" href="\/papers\?q=letters&amp;order=newest&amp;page=2"/);
  assert.match(first, /aria-current="true">newest first<\/b>/);
});

test('no address asks for more than is ranked', async () => {
  const asked: unknown[] = [];
  const find: WebContext['search']['find'] = async (request) => {
    asked.push([request.offset, request.limit]);
    return searchOver(PAPERS).find(request);
  };
  for (const page of ['50', '51', '9999', '99999', '-1', 'x', '0']) await pageAt(`/papers?q=letters&page=${page}`, web({ find }));
  assert.deepEqual(asked, [[980, 20], [980, 20], [980, 20], [0, 20], [0, 20], [0, 20], [0, 20]]);
});

test('counts narrow the query, and take the filter back where it is on', async () => {
  const all = await pageAt('/papers?q=letters');
  assert.match(all, /href="\/papers\?q=letters\+category%3Acs.HC">|href="\/papers\?q=letters\+category%3Acs.HC"/);
  assert.match(all, /href="\/papers\?q=letters\+year%3A2021"/);
  assert.match(all, /href="\/papers\?q=letters\+source%3Aacl"/);
  const narrowed = await pageAt('/papers?q=letters+category:cs.HC&order=newest');
  assert.match(narrowed, /href="\/papers\?q=letters&amp;order=newest" aria-current="true"[^>]*>cs\.HC/);
  assert.match(narrowed, /aria-label="Search without category:cs\.HC"/);
});

test('counts of a part only are marked as about right', async () => {
  assert.match(await pageAt('/papers?q=letters', web(results({ more: true, total: 1000 }))), /More than 1,000 papers.*about 45.*about right/s);
  assert.doesNotMatch(await pageAt('/papers?q=letters'), /about 45|about right/);
});

test('a correction says what was read, and leads back', async () => {
  const corrected = { words: [{ written: 'lettres', read: 'letters' }], query: 'letters' };
  const markup = await pageAt('/papers?q=lettres', web(results({ corrected })));
  assert.match(markup, /<q>letters<\/q> in place of <q>lettres<\/q>/);
  const beside = { words: [{ written: 'lettres', read: 'letters', besides: true as const }], query: 'lettres letters' };
  assert.match(await pageAt('/papers?q=lettres', web(results({ corrected: beside }))), /<q>letters<\/q> as well as <q>lettres<\/q>/);
  assert.match(markup, /href="\/papers\?q=lettres&amp;written=1"/);
  let asWritten: boolean | undefined;
  const find: WebContext['search']['find'] = async (request) => {
    asWritten = request.asWritten;
    return searchOver(PAPERS).find(request);
  };
  await pageAt('/papers?q=lettres&written=1', web({ find }));
  assert.equal(asWritten, true);
});

test('conditions alone are said to give the newest first, and no reason is made up', async () => {
  const markup = await pageAt('/papers?q=year:2021');
  assert.match(markup, /aria-current="true">newest first<\/b>/);
  assert.doesNotMatch(markup, /best first|no word of the query/);
  assert.match(markup, /There was no word to rank them by\./);
  assert.match(markup, /href="\/papers\?q=year%3A2021&amp;order=votes">/);
  assert.match(await pageAt('/papers?q=year:2021&order=votes'), /href="\/papers\?q=year%3A2021">newest first<\/a>/);
});

test('a name says whose papers are shown, and leads to its words', async () => {
  const person = { name: 'ada lovelace', query: 'author:"ada lovelace"', tree: parseQuery('author:"ada lovelace"', { today: '2026-06-03' }).tree };
  const markup = await pageAt('/papers?q=ada+lovelace', web(results({ person })));
  assert.match(markup, /<h1>Papers by ada lovelace<\/h1>/);
  assert.match(markup, /<q>ada lovelace<\/q> was read as a name\..*href="\/papers\?q=ada\+lovelace&amp;written=1"/s);
  assert.match(markup, /search\.atom\?q=author%3A%22ada\+lovelace%22|q=author%3A%22ada/, 'the feed is that of what is shown');
});

test('what was not understood is said, with what to type instead', async () => {
  assert.match(await pageAt('/papers?q=autor:lecun+letters'), /href="\/papers\?q=author%3Alecun\+letters">Search for/);
});

test('what is missing from the search is said', async () => {
  assert.match(await pageAt('/papers?q=letters', web(results({ by: { words: 'index', vectors: false } }))), /by words alone/);
  assert.match(await pageAt('/papers?q=letters', web(results({ by: { words: 'store', vectors: false } }))), /index is being made/);
  assert.doesNotMatch(await pageAt('/papers?q=letters'), /by words alone|index is being made/);
});

test('within a period only its days are asked for, and one step leads out', async () => {
  let period: unknown;
  const find: WebContext['search']['find'] = async (request) => {
    period = request.period;
    return searchOver(PAPERS).find(request);
  };
  const markup = await pageAt('/papers/month/2020-06?q=letters', web({ find }));
  assert.deepEqual(period, { from: '2020-06-01', to: '2020-06-30' });
  assert.match(markup, /9 papers published in June 2020 · <a href="\/papers\?q=letters">search everything/);
  assert.match(markup, /action="\/papers\/month\/2020-06"/);
  assert.match(markup, /href="\/papers\/month\/2020-06\?q=letters\+category%3Acs.HC"/);
  assert.match(await pageAt('/papers/week/2020-W23?q=letters', web({ find })), /Week 23/);
  assert.deepEqual(period, { from: '2020-06-01', to: '2020-06-07' });
  await pageAt('/papers/date/2020-06-01?q=letters', web({ find }));
  assert.deepEqual(period, { from: '2020-06-01', to: '2020-06-01' });
});

test('an id that stands alone leads to its paper, and an unknown one of arXiv to where it is asked for', async () => {
  const to = async (q: string, find: WebContext['papers']['find']) => (await web({}, { papers: { find } }).request(`/papers?q=${encodeURIComponent(q)}`)).headers.get('Location');
  assert.equal(await to('2606.01001', async () => ({ paper: paper({ id: '2606.01001' }) })), '/papers/2606.01001');
  assert.equal(await to('https://doi.org/10.1000/182', async () => ({ movedTo: 'acl:P18' })), '/papers/acl:P18');
  assert.equal(await to('arXiv:2401.01234v2', async () => undefined), '/papers/2401.01234');
  assert.equal(await to('10.1000/182', async () => undefined), null, 'a DOI that nobody knows is looked for');
  assert.match(await pageAt('/papers?q=10.1000/182', web({}, { papers: { find: async () => undefined } })), /href="https:\/\/doi\.org\/10\.1000\/182"/);
});

test('nothing found is answered with queries that find something', async () => {
  const markup = await pageAt('/papers?q=letters+category:math.AG+"candle+light"');
  assert.match(markup, /No paper stored here fits/);
  assert.match(markup, /href="\/papers\?q=letters\+%22candle\+light%22">without category:math\.AG<\/a>: <span class="count">45</);
  assert.match(markup, /href="https:\/\/arxiv\.org\/search\/\?query=letters&amp;searchtype=title"/);
  assert.doesNotMatch(markup, /anywhere in math/, 'what finds nothing either is not offered');
  assert.match(await pageAt('/papers?q=letters+category:cs.CV'), /anywhere in cs<\/a>: <span class="count">45/);
});

test('a script gets the part it asks for, without the frame', async () => {
  const part = async (path: string) => (await web().request(path)).text();
  const whole = await part('/papers?q=letters&part=results');
  assert.match(whole, /^<search-results data-said="45 papers">/);
  assert.doesNotMatch(whole, /<html|<header class="masthead"/);
  const titles = await part('/papers?q=letters&part=titles');
  assert.equal(titles.match(/<li>/g)!.length, 7);
  assert.match(titles, /href="\/papers\?q=letters">All that was found/);
  assert.equal((await web().request('/papers?q=2606.01001&part=titles')).status, 200, 'nobody is led away while typing');
});

test('only the owner is offered to keep a search', async () => {
  assert.match(await pageAt('/papers?q=letters', web({}, { owner: true })), /action="\/searches"/);
  assert.doesNotMatch(await pageAt('/papers?q=letters'), /action="\/searches"|href="\/searches"/);
});

test('hostile queries and papers are text', async () => {
  const find: WebContext['search']['find'] = async () => ({
    ...(await searchOver([hostilePaper()]).find({ query: searchOver([]).parse('') })),
    corrected: { words: [{ written: HOSTILE, read: HOSTILE }], query: HOSTILE },
    counts: { categories: [{ value: HOSTILE, papers: 1 }], years: [{ value: HOSTILE, papers: 1 }], sources: [{ value: HOSTILE, papers: 1 }, { value: 'arxiv', papers: 1 }] },
  });
  const app = web({ find }, { papers: { byNumber: async () => [hostilePaper()] }, owner: true });
  for (const q of [HOSTILE, '"'.repeat(50), '('.repeat(500), '\u0000\u202e', `${'a '.repeat(3000)}`, '🦊', '-', ':']) {
    const markup = await pageAt(`/papers?q=${encodeURIComponent(q)}`, app);
    assert.doesNotMatch(markup, /<script>|<img/);
  }
});

test('a pasted abstract or BibTeX finds papers like it; too little or too much is refused in words', async () => {
  const paste = (text: string) => web().request('/search/like', { method: 'POST', body: new URLSearchParams({ text }) });
  const abstract = await (await paste('We sort letters by candle light, and count them.')).text();
  checkPage(abstract);
  assert.match(abstract, /The 45 papers most like it/);
  assert.match(await (await paste('@article{a, title={Letters and light}}\n@book{b, title = "Candles"}')).text(), /papers most like these 2/);
  const asked = web({}, { papers: { byNumber: async (numbers) => numbers.map((number) => paper({ number, title: number % 9 ? `Letter ${number}` : 'Letters & $\\alpha$-light' })) } });
  const others = await (await asked.request('/search/like', { method: 'POST', body: new URLSearchParams({ text: '@article{a, title={Letters and Alpha Light}}' }) })).text();
  assert.match(others, /The 40 papers most like it.*5 papers that you pasted are stored here and left out\./s);
  const many = await (await paste(Array.from({ length: 120 }, (_, at) => `@article{a${at}, title={Letters and light ${at}}, abstract={${'Letters are sent by light. '.repeat(40)}}}`).join('\n'))).text();
  assert.match(many, /papers most like these 100.*Of 120 entries the first 100 were compared\./s);
  for (const text of ['', 'short', '@article{', `@article{x, title={${'x'.repeat(10)}`, 'x'.repeat(20_001)]) {
    const refused = await paste(text);
    assert.equal(refused.status, 400, text.slice(0, 30));
    const markup = await refused.text();
    checkPage(markup);
    assert.match(markup, /role="alert"/);
  }
  assert.match(await (await paste(`${HOSTILE} </textarea><script>`)).text(), /&lt;\/textarea&gt;&lt;script&gt;/);
});

test('a paper shows those like it, by what and since when, and is whole without them', async () => {
  const asked: unknown[] = [];
  const like: WebContext['search']['like'] = async (number, query, withinMs) => {
    asked.push(query);
    return searchOver(PAPERS.slice(0, 3)).like(number, query, withinMs);
  };
  const id = paper().id;
  const markup = await pageAt(`/papers/${id}?by=method&since=year`, web({ like }));
  assert.match(markup, /Papers like this one/);
  assert.match(markup, new RegExp(`href="/papers/${id}\\?since=year#like-this">all in all`));
  assert.match(markup, new RegExp(`href="/papers/${id}\\?by=method#like-this">of any time`));
  assert.match(markup, /aria-current="true">the same method/);
  assert.match(markup, /content="noindex"/);
  await pageAt(`/papers/${id}?by=nonsense`, web({ like }));
  assert.deepEqual(asked, [{ by: 'method', recent: true }, { by: 'all', recent: false }]);
  const away = await pageAt(`/papers/${id}`, web({ like: async () => assert.fail('away') }));
  assert.doesNotMatch(away, /Papers like this one|noindex/);
  assert.doesNotMatch(await pageAt(`/papers/${id}`, web({ like: async () => ({ hits: [], vectors: false }) })), /the same method/);
});

test('a paper that says nothing of a respect says so, and shows what is like it all in all', async () => {
  const like: WebContext['search']['like'] = async (number, query, withinMs) => (query.by === 'method' ? { hits: [], vectors: true, silent: true } : await searchOver(PAPERS.slice(0, 3)).like(number, query, withinMs));
  const markup = await pageAt(`/papers/${paper().id}?by=method`, web({ like }));
  assert.match(markup, /does not say, as far as could be told, how it was done\. These are the most like it all in all\./);
  assert.match(markup, /aria-current="true">the same method/);
  assert.match(markup, /<ol class="alike"><li>/);
  const lonely = await pageAt(`/papers/${paper().id}?by=problem`, web({ like: async () => ({ hits: [], vectors: true, silent: true }) }));
  assert.match(lonely, /does not say, as far as could be told, what problem it is about\. <\/p>/);
});

test('an author has similar authors, and a list without them', async () => {
  assert.match(await pageAt('/authors/Ada%20Brown'), /Similar authors.*href="\/authors\/Cleo%20Dahl"/s);
  assert.doesNotMatch(await pageAt('/authors/Ada%20Brown', web({ authorsLike: async () => assert.fail('away') })), /Similar authors/);
});

test('a list that is not there in time is a link to its own address, and its page is not kept', async () => {
  const late = { like: async () => undefined, authorsLike: async () => undefined };
  const { id } = paper();
  for (const [path, address] of [[`/papers/${id}?by=method`, `/search/like/${id}?by=method`], ['/authors/Ada%20Brown', '/search/authors/Ada%20Brown']] as const) {
    const answer = await web(late).request(path);
    const markup = await answer.text();
    checkPage(markup);
    assert.equal(answer.headers.get('Cache-Control'), 'no-store', path);
    assert.ok(markup.includes(`<late-list><a href="${address}">`), path);
    assert.match(markup, /assets\/[0-9a-f]+\/late\.js/);
    const inTime = await web().request(path);
    assert.equal(inTime.headers.get('Cache-Control'), null);
    assert.doesNotMatch(await inTime.text(), /data-late|late-list|late\.js/);
    const waiting = await web(late).request(address);
    assert.deepEqual([waiting.status, waiting.headers.get('Refresh')], [202, '3'], address);
    checkPage(await waiting.text());
    const part = await web(late).request(`${address}${address.includes('?') ? '&' : '?'}part=list`);
    assert.deepEqual([part.status, part.headers.get('Retry-After')], [503, '2'], address);
  }
});

test('a paper\'s page shows the first of those like it, their own address all of them', async () => {
  const { id } = paper();
  const onPage = await pageAt(`/papers/${id}`);
  assert.equal(onPage.match(/aria-labelledby="like-\d+"/g)?.length, 8);
  assert.match(onPage, new RegExp(`href="/search/like/${id}">More papers`));
  const whole = await pageAt(`/search/like/${id}?since=year`);
  assert.ok(whole.match(/aria-labelledby="like-\d+"/g)!.length > 40);
  assert.match(whole, /content="noindex"/);
  assert.match(whole, /aria-current="true">of the past year/);
  const part = await (await web().request(`/search/like/${id}?part=list`)).text();
  assert.match(part, /^<section class="like-this" id="like-this"/);
  assert.equal(part.match(/aria-labelledby="like-\d+"/g)?.length, 8);
  assert.equal((await web({}, { papers: { find: async () => undefined } }).request('/search/like/2606.99999')).status, 404);
  assert.equal((await web({}, { papers: { find: async () => ({ movedTo: '2606.00002' }) } }).request('/search/like/file:a')).headers.get('Location'), '/search/like/2606.00002');
});

test('similar authors have an address of their own', async () => {
  const many = Array.from({ length: 12 }, (_, index) => ({ name: `Author ${index}`, papers: 2, coauthor: false }));
  const app = web({ authorsLike: async () => many });
  const markup = await pageAt('/authors/Ada%20Brown', app);
  assert.match(markup, /Author 9<.*href="\/search\/authors\/Ada%20Brown">more/s);
  assert.doesNotMatch(markup, /Author 10/);
  assert.match(await pageAt('/search/authors/Ada%20Brown', app), /Author 11<\/a> <small>2 papers like theirs/);
  assert.match(await pageAt('/search/authors/Ada%20Brown', web({ authorsLike: async () => [] })), /Nobody else/);
  assert.match(await (await app.request('/search/authors/Ada%20Brown?part=list')).text(), /^<aside class="side"/);
});

test('every example of the help is a query', async () => {
  const markup = await pageAt('/search/help');
  const queries = [...markup.matchAll(/href="\/papers\?q=([^"]+)"/g)].map(([, q]) => new URLSearchParams(`q=${q}`).get('q')!);
  assert.ok(queries.length > 15);
  for (const query of queries) assert.deepEqual(searchOver([]).parse(query).hints, [], query);
});
