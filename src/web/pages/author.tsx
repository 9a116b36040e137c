import type { PaperList } from '../app-context.js';
import type { Ballots } from '../ballots.js';
import { Layout } from '../layout.js';
import { AuthorsLike } from '../parts/authors-like.js';
import { ByVotesLink } from '../parts/by-votes-link.js';
import { FeedHead, FeedLink, usualTopic } from '../parts/feed-head.js';
import { Papers } from '../parts/paper-list.js';
import { type ListCursor, routes } from '../routes.js';
import type { AuthorLike } from '../search-desk.js';
import type { Frame } from '../viewer.js';

export interface AuthorPageProps {
  frame: Frame;
  name: string;
  list: PaperList;
  cursor: ListCursor;
  ballots?: Ballots;
  /** Others who write about the same things; undefined while they are being looked for. */
  alike: AuthorLike[] | undefined;
}

/** What is stored under a name, newest first. */
export function AuthorPage({ frame, name, list, cursor, ballots, alike }: AuthorPageProps) {
  const hasSide = alike === undefined || alike.length > 0;
  return (
    <Layout frame={frame} title={name} description={`Papers by ${name}`} canonical={routes.author(name)} head={list.papers.length > 0 ? <FeedHead topic={usualTopic('author', name)} title={name} /> : null} scripts={alike === undefined ? ['late'] : []}>
      <header class="list-head">
        <h1>{name}</h1>
        <p class="dateline">
          {list.papers.length > 0
            ? 'Papers stored under this name, newest first. People who share a name are not told apart.'
            : 'No paper stored here carries this name.'}
          {list.papers.length > 1 ? <ByVotesLink field="author" value={name} ballots={ballots} /> : null}
          {list.papers.length > 0 ? <> · <FeedLink topic={usualTopic('author', name)} /></> : null}
        </p>
      </header>
      <div class={hasSide ? 'columns' : 'list'}>
        <div>
        <Papers
          list={list}
          ballots={ballots}
          label={`Papers by ${name}`}
          start={routes.author(name)}
          next={list.next && routes.author(name, { after: list.next })}
          atStart={!cursor.after}
        />
        </div>
        {hasSide ? <AuthorsLike name={name} authors={alike} /> : null}
      </div>
    </Layout>
  );
}
