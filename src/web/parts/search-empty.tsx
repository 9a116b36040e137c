import { routes } from '../routes.js';
import type { SearchView } from '../search-view.js';
import { number } from '../words.js';
import { ExternalLink } from './external-link.js';

/** Where nothing was found: queries that find something, and other ways to the paper. */
export function SearchEmpty({ view }: { view: SearchView }) {
  const { looser, address, period, parsed } = view;
  const words = parsed.tree.words.join(' ');
  return (
    <div class="empty">
      <p class="reason">No paper stored here fits that.</p>
      {looser.length > 0 ? (
        <ul class="looser">
          {looser.map(({ query, words: without, papers, more }) => (
            <li><a href={routes.search({ q: query, order: address.order }, period)}>{without}</a>: <span class="count">{more ? 'more than ' : ''}{number(papers)}</span> <code>{query}</code></li>
          ))}
        </ul>
      ) : null}
      {period ? <p><a href={routes.search({ ...address, page: 1 })}>Search everything</a> and not this period alone.</p> : null}
      {parsed.pastedId ? <p><ExternalLink href={`https://doi.org/${encodeURI(parsed.pastedId)}`}>{`doi.org/${parsed.pastedId}`}</ExternalLink> may know it.</p> : null}
      <p>
        Is it a paper that is not stored here?{' '}
        {words ? <><ExternalLink href={arxivTitleSearch(words)}>Look for its title at arXiv</ExternalLink>, then paste its id or address into the box above: it is fetched, where papers are gathered from arXiv.</> : 'Paste its arXiv id or address into the box above: it is fetched, where papers are gathered from arXiv.'}
      </p>
      <p>Or <a href={routes.like()}>paste an abstract</a> to find papers like it, or see <a href={routes.searchHelp()}>what can be typed</a>.</p>
    </div>
  );
}

/** arXiv's own search by title: https://info.arxiv.org/help/search.html */
function arxivTitleSearch(words: string): string {
  return `https://arxiv.org/search/?${new URLSearchParams({ query: words, searchtype: 'title' })}`;
}
