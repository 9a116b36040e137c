import type { Paper } from '#papers';
import { plainText } from '#lib/text';
import type { PapersLike } from '../alike.js';
import { Layout } from '../layout.js';
import { AuthorList } from '../parts/authors-like.js';
import { AboutList, AlikeList, LikeChoices } from '../parts/like-this.js';
import { SetText } from '../parts/set-text.js';
import { routes } from '../routes.js';
import type { AuthorLike, LikeQuery } from '../search-desk.js';
import type { Frame } from '../viewer.js';

const NOT_FOR_ROBOTS = <meta name="robots" content="noindex" />;

/** All papers that were found to be like one. */
export function PapersLikePage({ frame, paper, query, like }: { frame: Frame; paper: Paper; query: LikeQuery; like: PapersLike }) {
  return (
    <Layout frame={frame} title={`Papers like ${plainText(paper.title)}`} head={NOT_FOR_ROBOTS}>
      <header class="list-head">
        <h1>Papers like one</h1>
        <p class="dateline">Those most like <a href={routes.paper(paper.id)}><SetText source={paper.title} as="title" /></a></p>
      </header>
      <div class="like-this alone">
        <LikeChoices query={query} vectors={like.vectors} address={(to) => routes.papersLike(paper.id, to)} />
        <AboutList query={query} like={like} />
        <AlikeList found={like.found} />
      </div>
    </Layout>
  );
}

/** All who were found to write about the same things as an author. */
export function AuthorsLikePage({ frame, name, authors }: { frame: Frame; name: string; authors: AuthorLike[] }) {
  return (
    <Layout frame={frame} title={`Authors like ${name}`} head={NOT_FOR_ROBOTS}>
      <header class="list-head">
        <h1>Similar authors</h1>
        <p class="dateline">Those who write about what <a href={routes.author(name)}>{name}</a> writes about: first who is near to the most of their papers.</p>
      </header>
      {authors.length === 0 ? <p>Nobody else stored here does, as far as could be told.</p> : <AuthorList authors={authors} />}
    </Layout>
  );
}
