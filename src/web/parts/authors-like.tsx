import { routes } from '../routes.js';
import type { AuthorLike } from '../search-desk.js';
import { counted } from '../words.js';

/** Others who write about the same things. */
export function AuthorsLike({ authors }: { authors: AuthorLike[] }) {
  if (authors.length === 0) return null;
  return (
    <aside class="side" aria-label="Similar authors">
      <section>
        <h2>Similar authors</h2>
        <ul class="plain-list">
          {authors.map(({ name, papers, coauthor }) => <li><a href={routes.author(name)}>{name}</a> <small>{counted(papers, 'paper')} like theirs{coauthor ? ', a co-author' : ''}</small></li>)}
        </ul>
      </section>
    </aside>
  );
}
