import { routes } from '../routes.js';
import type { AuthorLike } from '../search-desk.js';
import { counted } from '../words.js';

/** How many stand beside an author's papers. */
const SHOWN = 10;

/** Others who write about the same things; `authors` is undefined while they are being looked for. */
export function AuthorsLike({ name, authors }: { name: string; authors: AuthorLike[] | undefined }) {
  return (
    <aside class="side" aria-label="Similar authors" data-late={authors === undefined ? '' : undefined}>
      <section>
        <h2>Similar authors</h2>
        {authors === undefined ? <p><late-list><a href={routes.authorsLike(name)}>Who writes about the same things</a></late-list></p> : null}
        {authors?.length === 0 ? <p>Nobody else stored here, as far as could be told.</p> : null}
        {authors !== undefined && authors.length > 0 ? <AuthorList authors={authors.slice(0, SHOWN)} /> : null}
        {authors !== undefined && authors.length > SHOWN ? <p><a href={routes.authorsLike(name)}>more</a></p> : null}
      </section>
    </aside>
  );
}

export function AuthorList({ authors }: { authors: readonly AuthorLike[] }) {
  return (
    <ul class="plain-list">
      {authors.map(({ name, papers, coauthor }) => <li><a href={routes.author(name)}>{name}</a> <small>{counted(papers, 'paper')} like theirs{coauthor ? ', a co-author' : ''}</small></li>)}
    </ul>
  );
}
