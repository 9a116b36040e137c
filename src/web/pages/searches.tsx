import type { SavedSearch } from '#community';
import type { ParsedQuery } from '#search';
import { Layout } from '../layout.js';
import { routes } from '../routes.js';
import type { Frame } from '../viewer.js';
import { counted, number } from '../words.js';

/** A saved search and how much is new for it. */
export interface SearchNews {
  search: SavedSearch;
  parsed: ParsedQuery;
  total: number;
  more: boolean;
}

export interface SearchesPageProps {
  frame: Frame;
  news: SearchNews[];
  /** The one that was just removed. */
  removed?: SavedSearch;
}

/** The searches that are kept. */
export function SearchesPage({ frame, news, removed }: SearchesPageProps) {
  return (
    <Layout frame={frame} section="searches" title="Searches">
      <header class="list-head">
        <h1>Searches</h1>
        <p class="dateline">{news.length > 0 ? 'What you look for again and again, and what is new since you last looked.' : 'Here stand the searches you keep.'}</p>
        {removed ? <Removed search={removed} /> : null}
      </header>
      {news.length === 0 ? <p class="search-note">None so far. Search for something, and below the results is “Save this search”.</p> : (
        <ul class="searches">
          {news.map(({ search, total, more }) => (
            <li>
              <h2><a href={routes.savedSearch(search.number)}>{search.name}</a></h2>
              <p class="meta">{total > 0 ? <b>{newWords(total, more)}</b> : 'nothing new'} · <a href={routes.search({ q: search.query })}><code>{search.query}</code></a></p>
            </li>
          ))}
        </ul>
      )}
    </Layout>
  );
}

/** `3 new`, `more than 1,000 new`. */
export function newWords(total: number, more: boolean): string {
  return more ? `more than ${number(total)} new` : counted(total, 'new paper').replace(/ papers?$/, '');
}

function Removed({ search }: { search: SavedSearch }) {
  return (
    <form class="notice" method="post" action={routes.changeSavedSearch(search.number, 'restore')} role="status">
      <p>“{search.name}” is removed.</p>
      <button>Bring it back</button>
    </form>
  );
}
