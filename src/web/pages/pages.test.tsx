import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { SearchStatus } from '#search';
import { samplePapers } from '../sample.js';
import { checkPage, render } from '../testing/check-page.js';
import { frame, gatherStatus, HOSTILE, hostilePaper, importView, paper } from '../testing/fixtures.js';
import { AuthorPage } from './author.js';
import { CalendarPage } from './calendar.js';
import { CategoriesPage } from './categories.js';
import { CategoryPage } from './category.js';
import { ImportPage } from './import.js';
import { MessagePage } from './message.js';
import { SamplePage } from './sample.js';
import { SettingsPage } from './settings.js';
import { StatusPage } from './status.js';
import { WelcomePage } from './welcome.js';

const SEARCH: SearchStatus = { serving: true, papers: 1234, behind: 5, vectorsBehind: 1, embedder: 'built-in:3', meaning: 'serves', at: '2026-06-03T00:00:00.000Z' };

test('the first morning offers the owner all three beginnings', async () => {
  const markup = await render(<WelcomePage frame={frame({ paperCount: 0, categories: [] })} sampleHidden={false} />);
  checkPage(markup);
  assert.match(markup, /name="category" value="cs\.CL"/);
  assert.match(markup, /enctype="multipart\/form-data"/);
  assert.match(markup, /href="\/sample"/);
});

test('a visitor of the first morning is offered nothing to change', async () => {
  const markup = await render(<WelcomePage frame={frame({ paperCount: 0, owner: false })} sampleHidden={false} />);
  checkPage(markup);
  assert.doesNotMatch(markup, /type="file"|type="checkbox"|href="\/import"|href="\/settings"/);
});

test('the sample says that it is one and can be put away by the owner', async () => {
  const papers = samplePapers();
  const markup = await render(<SamplePage frame={frame({ paperCount: 0 })} papers={papers} />);
  checkPage(markup);
  assert.equal(papers.length, 99);
  assert.match(markup, /This is a sample/);
  assert.match(markup, /action="\/sample\/hide"/);
  assert.doesNotMatch(await render(<SamplePage frame={frame({ owner: false })} papers={papers} />), /sample\/hide/);
});

test('an author with a hostile name is text', async () => {
  const markup = await render(<AuthorPage frame={frame()} name={HOSTILE} list={{ papers: [hostilePaper()], next: '"><i>' }} cursor={{}} alike={[]} />);
  checkPage(markup);
  assert.doesNotMatch(markup, /<script>|<img|<i>/);
});

test('a list leads to its older papers, and back to the newest', async () => {
  const first = await render(<CategoryPage frame={frame()} code="cs.DS" list={{ papers: [paper()], next: 'c1' }} cursor={{}} latestDay="2026-06-03" />);
  checkPage(first);
  assert.match(first, /Data Structures and Algorithms/);
  assert.match(first, /href="\/categories\/cs\.DS\?after=c1">older/);
  assert.doesNotMatch(first, /newest<\/a>/);
  const later = await render(<CategoryPage frame={frame()} code="cs.DS" list={{ papers: [paper()] }} cursor={{ after: 'c1' }} />);
  assert.match(later, /href="\/categories\/cs\.DS">‹ newest/);
});

test('every category stands with its count, those printed in bold, and codes of other sources apart', async () => {
  const counts = new Map([['cs.DS', 1234], ['office-work', 2], [HOSTILE, 1]]);
  const markup = await render(<CategoriesPage frame={frame()} counts={counts} />);
  checkPage(markup);
  assert.match(markup, /<li class="printed"><a href="\/categories\/cs\.DS">.*?1,234/);
  assert.match(markup, /Other codes.*office-work/s);
  assert.doesNotMatch(markup, /onerror/, 'no address could ask for it');
});

test('a calendar leads to the days that have an edition and to no others', async () => {
  const markup = await render(<CalendarPage frame={frame()} month="2026-06" days={[{ day: '2026-06-03', papers: 1184 }]} />);
  checkPage(markup);
  assert.match(markup, /<a href="\/papers\/date\/2026-06-03" title="Wednesday, 3 June 2026: 1,184 papers">3<small>1,184/);
  assert.equal(markup.match(/href="\/papers\/date\//g)!.length, 1);
});

test('an import shows how far it is and what was wrong with which line', async () => {
  const running = importView({ state: 'running', read: 41200, bad: 12, firstBad: [{ line: 88123, reason: HOSTILE }], progress: 0.4, rate: 9120.4, remainingSeconds: 65 });
  const markup = await render(<ImportPage frame={frame()} imports={[running]} />);
  checkPage(markup);
  assert.match(markup, /<progress max="1" value="0\.4"/);
  assert.match(markup, /41,200 read · 1,190 saved · 12 bad lines · 9,120 a second · about 1 minute to go/);
  assert.match(markup, /<td>88,123<\/td><td>&quot;&gt;&lt;script/);
  assert.match(markup, /and 11 more\. All other lines went in\./);
  assert.match(markup, /http-equiv="refresh"/);
  assert.doesNotMatch(await render(<ImportPage frame={frame()} imports={[importView()]} />), /http-equiv="refresh"/);
});

test('the status says of each source when it answered, what is wrong and when it is asked again', async () => {
  const markup = await render(<StatusPage frame={frame()} status={gatherStatus({ standing: 'gathering', back: { from: '2020-01-01', words: HOSTILE } })} search={{ ...SEARCH, training: { what: 'learning vectors', share: 0.4, since: '2026-06-03T00:00:00.000Z' }, lastError: { message: HOSTILE, at: '2026-06-03T00:00:00.000Z' } }} />);
  checkPage(markup);
  assert.match(markup, /Gathering cs\.DS\./);
  assert.match(markup, /The feed announced 2 papers/);
  assert.match(markup, /not available for now \(status 503\)/);
  assert.match(markup, /612 of 1,184 records/);
  assert.match(markup, /1,234 papers can be searched by their words and their meaning, as learned from these papers themselves \(version 3\)\..*5 changes of the store.*learning vectors, 40 %.*<progress max="1" value="0\.4"/s);
  assert.match(markup, /1 entry could not be read.*A tag is not closed\. \(at character 1,234\)/s);
  assert.match(markup, /What went wrong last, on <time/);
  assert.match(markup, /value="pause"/);
  assert.match(markup, /20:00 New York/);
  const visitor = await render(<StatusPage frame={frame({ owner: false })} status={gatherStatus({ standing: 'paused', pausedSince: '2026-06-03T00:00:00.000Z' })} search={{ ...SEARCH, serving: false }} />);
  checkPage(visitor);
  assert.match(visitor, /Gathering is paused since 3 June 2026, 00:00:00 UTC/);
  assert.doesNotMatch(visitor, /<button name="wish"/);
  assert.match(visitor, /There is no search index yet/);
});

test('the status says of meaning what is so at the moment', async () => {
  const words = { ...SEARCH, embedder: undefined, papers: 1_500 };
  const table: [SearchStatus, RegExp][] = [
    [{ ...words, papers: 300, meaning: 'too few papers' }, /300 papers can be searched by their words\..*needs 1,000 of them, or a model/s],
    [{ ...words, meaning: 'learning', training: { what: 'learning: training', share: 0.25, since: '2026-06-03T00:00:00.000Z' } }, /is being learned;.*learning: training, 25 %/s],
    [{ ...words, meaning: 'embedding', cost: { tokens: 525_000, money: 0.0105 } }, /are being made;.*about 525,000 tokens of the endpoint, at the price that was set 0\.01\./s],
    [{ ...words, meaning: 'problem', problem: HOSTILE }, /cannot be searched by their meaning for now: /],
    [{ ...words, meaning: 'next' }, /comes next/],
    [{ ...SEARCH, problem: 'It is away.' }, /their words and their meaning.*The model that was chosen does not serve: It is away\./s],
  ];
  for (const [search, expected] of table) {
    const markup = await render(<StatusPage frame={frame()} status={gatherStatus()} search={search} />);
    checkPage(markup);
    assert.match(markup, expected, search.meaning);
  }
});

test('settings keep the choice, and say where it is fixed elsewhere', async () => {
  const own = await render(<SettingsPage frame={frame()} choice={{ codes: ['cs.DS'], from: 'settings' }} gathering={gatherStatus()} history={{ on: false, voted: 20, needed: 1_000 }} saved />);
  assert.match(own, /Once 1,000 papers have votes \(so far 20\)/);
  checkPage(own);
  assert.match(own, /value="cs\.DS" checked/);
  assert.match(own, /Kept\. The editions hold cs\.DS from now on/);
  const fixed = await render(<SettingsPage frame={frame()} choice={{ codes: ['cs.DS'], from: 'environment' }} gathering={gatherStatus({ standing: 'offline' })} history={{ on: false, voted: 1_000, needed: 1_000 }} saved={false} />);
  assert.match(fixed, /popularity loop.*<button>Let the authors’ history count/s);
  checkPage(fixed);
  assert.match(fixed, /BROADSHEET_CATEGORIES/);
  assert.doesNotMatch(fixed, /type="checkbox"/);
});

test('an error says what happened, what was kept and what to do', async () => {
  const markup = await render(<MessagePage frame={frame()} title="Not possible just now" what={HOSTILE} kept="Nothing was changed." />);
  checkPage(markup);
  assert.match(markup, /Nothing was changed\..*the latest edition/s);
});
