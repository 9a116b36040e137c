import { formatPeriod } from '#feed';
import { excerpt } from '#lib/text';
import { conditionsOf, describeQuery, printCondition, RANKED, type SearchOrder, type SearchResults, withoutCondition } from '#search';
import { routes } from '../routes.js';
import { queryToKeep } from '../search-links.js';
import { SEARCH_ORDERS } from '../search-query.js';
import { FeedLink, usualTopic } from './feed-head.js';
import type { SearchView } from '../search-view.js';
import { isRanked } from './why-found.js';
import { counted, number } from '../words.js';

/** A pasted paragraph need not stand twice on the page. */
const LONGEST_TITLE = 160;

/** What was searched, how much was found, in which order, and what the search made of it. */
export function SearchHead({ view, alone = false }: { view: SearchView; alone?: boolean }) {
  const { parsed, period } = view;
  return (
    <header class="list-head search-head">
      <h1>{searchTitle(view)}</h1>
      <p class="dateline">
        {foundWords(view)}
        {period ? <> published {period.kind === 'day' ? 'on' : 'in'} {formatPeriod(period)} · <a href={routes.search(view.address)}>search everything</a></> : null}
        {view.results.total > 1 ? <Orders view={view} alone={alone} /> : null}
        {period === undefined ? <> · <FeedLink topic={usualTopic('search', queryToKeep(view))} /></> : null}
      </p>
      <Conditions view={view} />
      <Person view={view} />
      <Corrected view={view} />
      {parsed.hints.map(({ message, instead }) => (
        <p class="search-note">{message}{instead ? <> <a href={routes.search({ ...view.address, q: instead, page: 1 }, period)}>Search for <q>{instead}</q></a></> : null}</p>
      ))}
      <ServedBy view={view} />
    </header>
  );
}

/** The query in words: `Papers on agents in cs.CL since May 2026`. */
export function searchTitle({ parsed, results: { person } }: { parsed: SearchView['parsed']; results: Pick<SearchResults, 'person'> }): string {
  const words = describeQuery((person ?? parsed).tree);
  return excerpt(words.charAt(0).toUpperCase() + words.slice(1), LONGEST_TITLE);
}

/** `312 papers`, `more than 1,000 papers, the best 1,000 in order`. */
export function foundWords({ results: { total, more } }: Pick<SearchView, 'results'>): string {
  if (total === 0) return 'No paper was found';
  return more ? `More than ${number(RANKED)} papers, of which the first ${number(RANKED)} are in order` : counted(total, 'paper');
}

const ORDER_WORDS: Record<SearchOrder, string> = { relevance: 'best first', newest: 'newest first', votes: 'most votes first' };

function Orders({ view: { address, period, found }, alone }: { view: SearchView; alone: boolean }) {
  const words = alone ? { ...ORDER_WORDS, votes: 'marked first' } : ORDER_WORDS;
  // Conditions alone make none better than another: the newest stand first by themselves.
  const usual = found.some(({ hit }) => isRanked(hit)) ? 'relevance' : 'newest';
  const now = address.order ?? usual;
  return (
    <>
      {SEARCH_ORDERS.filter((order) => order === usual || order !== 'relevance').map((order) => (
        <> · {order === now ? <b aria-current="true">{words[order]}</b> : <a href={routes.search({ ...address, page: 1, order: order === usual ? undefined : order }, period)}>{words[order]}</a>}</>
      ))}
    </>
  );
}

/** What a paper must fit, each taken back with one click. */
function Conditions({ view: { parsed, address, period } }: { view: SearchView }) {
  const conditions = conditionsOf(parsed);
  if (conditions.length === 0) return null;
  return (
    <p class="active-filters">
      {conditions.map((condition) => {
        const words = printCondition(condition);
        return <><a href={routes.search({ ...address, page: 1, q: withoutCondition(parsed, condition) }, period)} aria-label={`Search without ${words}`}>{words}<span aria-hidden="true"> ×</span></a>{' '}</>;
      })}
    </p>
  );
}

function Person({ view: { results: { person }, address, period, parsed } }: { view: SearchView }) {
  if (!person) return null;
  return (
    <p class="search-note" role="status">
      <q>{person.name}</q> was read as a name. <a href={routes.search({ ...address, page: 1, written: true }, period)}>Search for <q>{parsed.text}</q> in titles and abstracts</a>
    </p>
  );
}

function Corrected({ view: { results: { corrected }, address, period, parsed } }: { view: SearchView }) {
  if (!corrected) return null;
  const read = corrected.words.map(({ written, read, besides }) => <>{' '}<q>{read}</q> {besides ? 'as well as' : 'in place of'} <q>{written}</q></>);
  return (
    <p class="search-note" role="status">
      Shown is what was found for{read.map((words, index) => <>{index > 0 ? ',' : ''}{words}</>)}.{' '}
      <a href={routes.search({ ...address, page: 1, written: true }, period)}>Search for <q>{parsed.text}</q> as it is written</a>
    </p>
  );
}

/** What is missing from the search for now, so that nobody takes a poor answer for all there is. */
function ServedBy({ view: { results: { by } } }: { view: SearchView }) {
  if (by.words === 'store') return <p class="search-note">The search index is being made. Until it is there, only the newest papers are looked through, for every word as it is written. <a href={routes.status()}>How far it is</a></p>;
  if (!by.vectors) return <p class="search-note">Found by words alone: meaning helps as soon as it was learned from enough papers. <a href={routes.status()}>How far it is</a></p>;
  return null;
}
