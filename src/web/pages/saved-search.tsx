import type { SavedSearch } from '#community';
import { describeQuery } from '#search';
import { Layout } from '../layout.js';
import { FoundCard } from '../parts/found-card.js';
import { routes } from '../routes.js';
import { marksOf } from '../search-marks.js';
import type { FoundPaper } from '../search-view.js';
import type { Frame } from '../viewer.js';
import { counted, exactDate, number, saidDate } from '../words.js';
import type { SearchNews } from './searches.js';

export interface SavedSearchPageProps {
  frame: Frame;
  search: SavedSearch;
  news: SearchNews;
  found: FoundPaper[];
  /** The highest number of a paper that counts as seen by the button. */
  upTo: number;
}

/** What is new for a saved search, and what can be done with it. */
export function SavedSearchPage({ frame, search, news, found, upTo }: SavedSearchPageProps) {
  const { total, more, parsed } = news;
  const marks = marksOf(parsed);
  return (
    <Layout frame={frame} section="searches" title={search.name}>
      <header class="list-head">
        <h1>{search.name}</h1>
        <p class="dateline">
          {more ? `More than ${number(total)} papers are new` : total === 0 ? 'Nothing is new' : counted(total, 'new paper')} since{' '}
          <time datetime={search.seenAt} title={exactDate(search.seenAt)}>{saidDate(search.seenAt)}</time> · {describeQuery(parsed.tree)} · <a href={routes.search({ q: search.query })}>all that was ever found</a>
        </p>
        {search.removed ? <Back search={search} /> : null}
      </header>
      <div class="list">
        <ol class="cards" data-papers>
          {found.map((one, index) => <li><FoundCard {...one} place={index + 1} marks={marks} /></li>)}
        </ol>
        {found.length < total ? <p class="search-note">The newest {number(found.length)} are shown.</p> : null}
        {found.length > 0 ? <Seen search={search} upTo={upTo} /> : null}
        {search.removed ? null : <Keeping search={search} />}
      </div>
    </Layout>
  );
}

function Seen({ search, upTo }: { search: SavedSearch; upTo: number }) {
  return (
    <form method="post" action={routes.changeSavedSearch(search.number, 'seen')} class="actions">
      <input type="hidden" name="upto" value={String(upTo)} />
      <button>I have seen these</button>
    </form>
  );
}

function Keeping({ search }: { search: SavedSearch }) {
  return (
    <details class="save-search">
      <summary>Rename or remove it</summary>
      <form method="post" action={routes.changeSavedSearch(search.number, 'name')}>
        <label for="name">Its name</label>{' '}
        <input id="name" name="name" value={search.name} maxlength={100} required /> <button>Rename</button>
      </form>
      <form method="post" action={routes.changeSavedSearch(search.number, 'remove')}>
        <button>Remove it</button> <span class="hint">It can be brought back for a month.</span>
      </form>
    </details>
  );
}

function Back({ search }: { search: SavedSearch }) {
  return (
    <form class="notice" method="post" action={routes.changeSavedSearch(search.number, 'restore')}>
      <p>This search was removed.</p>
      <button>Bring it back</button>
    </form>
  );
}
