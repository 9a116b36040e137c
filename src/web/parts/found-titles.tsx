import { SetText } from './set-text.js';
import { routes } from '../routes.js';
import type { SearchView } from '../search-view.js';
import { foundWords } from './search-head.js';

/** The first few results as titles alone, for the list below the box of any page. */
export function FoundTitles({ view: { found, address, results } }: { view: SearchView }) {
  return (
    <ul data-said={foundWords({ results })}>
      {found.map(({ paper }) => (
        <li>
          <a href={routes.paper(paper.id)}><SetText source={paper.title} as="title" /> <small>{paper.authors[0]?.name ?? ''}{paper.published ? ` ${paper.published.slice(0, 4)}` : ''}</small></a>
        </li>
      ))}
      <li><a href={routes.search(address)}>{found.length === 0 ? 'No paper was found: what may help' : 'All that was found'}</a></li>
    </ul>
  );
}
