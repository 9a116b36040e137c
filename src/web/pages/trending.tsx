import { trendingName } from '#digest';
import { SINKING, type Trending, type TrendingEntry, type TrendingQuery, TRENDING_WINDOWS, type TrendingWindow } from '#feed';
import { categoryName } from '#papers';
import type { Ballots } from '../ballots.js';
import { Layout } from '../layout.js';
import { FeedHead, FeedLink, usualTopic } from '../parts/feed-head.js';
import { PaperCard } from '../parts/paper-card.js';
import { VotedTerms } from '../parts/why-here.js';
import { routes } from '../routes.js';
import { WINDOWS } from '../trending-query.js';
import type { Frame } from '../viewer.js';
import { counted } from '../words.js';

export interface TrendingPageProps {
  frame: Frame;
  trending: Trending & { query: TrendingQuery & { sinking: number } };
  ballots: Ballots;
}

const SPANS: Record<TrendingWindow, string> = { day: 'the last two editions', week: 'the last five editions', month: 'the last month', year: 'the last year', all: 'all time' };

/** What readers vote for these days, and why each stands where it stands. */
export function TrendingPage({ frame, trending, ballots }: TrendingPageProps) {
  const { query, entries, total } = trending;
  const held = ballots.alone ? counted(total, 'marked paper') : `${counted(total, 'paper')} with votes`;
  return (
    <Layout frame={frame} section="trending" title="Trending" description={`What readers vote for: ${SPANS[query.window]}.`} canonical={routes.trending({ window: query.window })} head={<FeedHead topic={topicOf(query)} title="Trending" />}>
      <header class="edition-head">
        <h1>Trending</h1>
        <p class="dateline">{SPANS[query.window]}{total > 0 ? ` · ${held}` : null} · <FeedLink topic={topicOf(query)} /></p>
        <nav class="periods" aria-label="Window">
          <ul>{WINDOWS.map((window) => <li><a href={routes.trending({ ...query, window })} aria-current={window === query.window ? 'page' : undefined}>{window === 'all' ? 'All time' : window.replace(/^./, (letter) => letter.toUpperCase())}</a></li>)}</ul>
        </nav>
      </header>
      <div class="columns">
        <div class="papers">
          {entries.length === 0 ? <Empty query={query} ballots={ballots} /> : null}
          <ol class="cards" data-papers>{entries.map((entry) => <li><PaperCard paper={entry.paper} place={entry.place} ballots={ballots} why={<Why entry={entry} alone={ballots.alone} />} /></li>)}</ol>
        </div>
        <aside class="side" aria-label="About this list">
          <Choices trending={trending} />
          <About query={query} alone={ballots.alone} />
        </aside>
      </div>
    </Layout>
  );
}

/** The same papers as a feed; how fast they sink is chosen on the page alone. */
function topicOf(query: TrendingQuery) {
  return usualTopic('trending', trendingName(query));
}

function Why({ entry, alone }: { entry: TrendingEntry; alone: boolean }) {
  return (
    <details class="why">
      <summary>why here</summary>
      <div class="why-terms"><VotedTerms voted={entry.score} prior={entry.prior} alone={alone} /></div>
    </details>
  );
}

/** A plain form; every choice is an address. */
function Choices({ trending: { query, fields } }: Pick<TrendingPageProps, 'trending'>) {
  const known = fields.some(({ field }) => field === query.field);
  return (
    <section>
      <h2>What counts</h2>
      <form class="trending-form" method="get" action={routes.trending()}>
        <input type="hidden" name="window" value={query.window} />
        <p>
          <label for="trending-field">Category</label>{' '}
          <select id="trending-field" name="field">
            <option value="">all</option>
            {query.field !== undefined && !known ? <option value={query.field} selected>{query.field}</option> : null}
            {fields.map(({ field, count }) => <option value={field} selected={field === query.field} title={categoryName(field)}>{field} ({count})</option>)}
          </select>
        </p>
        {TRENDING_WINDOWS[query.window].sinks ? <Slider sinking={query.sinking} /> : null}
        <p><label><input type="checkbox" name="raw" value="1" checked={query.raw} /> Do not measure papers against their own category</label></p>
        <p class="actions"><button>Show</button></p>
      </form>
    </section>
  );
}

function Slider({ sinking }: { sinking: number }) {
  return (
    <p class="slider">
      <label for="trending-sinking">From steady to fresh</label>
      <input type="range" id="trending-sinking" name="sinking" min={SINKING.least} max={SINKING.most} step="0.05" value={sinking} />
      <span class="slider-ends" aria-hidden="true"><span>steady</span><span>fresh</span></span>
    </p>
  );
}

function Empty({ query: { window, field }, ballots: { alone, open } }: { query: TrendingQuery; ballots: Ballots }) {
  const where = field === undefined ? '' : ` in ${field}`;
  return (
    <section class="empty">
      <p class="reason">{alone ? `Nothing${where} from ${SPANS[window]} is marked yet.` : `No paper${where} from ${SPANS[window]} has a vote yet.`}</p>
      <p>{open ? (alone ? 'Mark papers where they stand, and the list gathers here.' : 'Votes are given where papers stand, and what gets them gathers here.') : 'Readers vote where papers stand, and what gets votes gathers here.'} Until then <a href={routes.front()}>the latest edition</a> has a first guess at what is worth reading.</p>
      {field !== undefined ? <p><a href={routes.trending({ window })}>All categories</a></p> : null}
      {window !== 'all' ? <p><a href={routes.trending({ window: 'all', field })}>Look at all time</a></p> : null}
    </section>
  );
}

function About({ query: { window, sinking, raw }, alone }: { query: TrendingQuery & { sinking: number }; alone: boolean }) {
  const sinks = TRENDING_WINDOWS[window].sinks;
  return (
    <section class="about">
      <h2>How this list is made</h2>
      <p>Papers stand by the votes to be expected of them in the end: those they have, and what was guessed before anybody voted{alone ? '; marks are the votes' : ''}.</p>
      {sinks ? <p>{sinking === 0 ? 'They do not sink with age.' : `With every edition that comes a paper sinks by ${sinking.toFixed(2)}, which halves it in ${(Math.LN2 / sinking).toFixed(1)} editions; days without an edition do not count.`}</p> : <p>Over so long a time papers do not sink with age.</p>}
      <p>{raw ? 'Papers of all categories are compared as they are, so large categories come first.' : 'Each is measured against the best of its own category lately, so that a small category is not drowned by a large one.'}</p>
    </section>
  );
}
