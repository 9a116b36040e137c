import type { Ballots } from '../ballots.js';
import { routes } from '../routes.js';
import { PER_PAGE } from '../search-query.js';
import { marksOf } from '../search-marks.js';
import { queryToKeep } from '../search-links.js';
import type { SearchView } from '../search-view.js';
import { number } from '../words.js';
import { FoundCard } from './found-card.js';
import { Paging, type PagingProps } from './paging.js';
import { SaveSearch } from './save-search.js';
import { SearchCounts } from './search-counts.js';
import { SearchEmpty } from './search-empty.js';
import { foundWords, SearchHead } from './search-head.js';

/** What a search found: also what a script puts in place of it while the reader types. */
export function SearchResultsPart({ view, keeps, ballots }: { view: SearchView; keeps: boolean; ballots?: Ballots }) {
  const first = firstPlace(view);
  const marks = marksOf(view.parsed, view.results.corrected);
  return (
    <search-results data-said={foundWords(view)}>
      <SearchHead view={view} alone={ballots?.alone} />
      <div class="columns search-columns">
        <SearchCounts view={view} />
        <div class="papers">
          {view.results.total === 0 ? <SearchEmpty view={view} /> : null}
          <ol class="cards" start={first} data-papers>
            {view.found.map(({ paper, hit }, index) => <li><FoundCard paper={paper} hit={hit} place={first + index} marks={marks} ballots={ballots} /></li>)}
          </ol>
          <Paging {...paging(view)} />
          {keeps && view.results.total > 0 ? <SaveSearch query={queryToKeep(view)} /> : null}
        </div>
      </div>
    </search-results>
  );
}

function firstPlace({ address }: SearchView): number {
  return ((address.page ?? 1) - 1) * PER_PAGE + 1;
}

function paging(view: SearchView): PagingProps {
  const { address, period, results, found } = view;
  const page = address.page ?? 1;
  const first = firstPlace(view);
  const last = first + found.length - 1;
  const to = (number: number) => routes.search({ ...address, page: number }, period);
  return {
    label: 'Pages of results',
    here: found.length > 0 ? `${number(first)}–${number(last)} of ${results.more ? 'the first ' : ''}${number(results.total)}` : 'no more',
    previous: page > 1 ? { href: to(Math.max(1, Math.min(page - 1, Math.ceil(results.total / PER_PAGE)))), words: 'previous' } : undefined,
    next: page * PER_PAGE < results.total ? { href: to(page + 1), words: 'next' } : undefined,
  };
}
