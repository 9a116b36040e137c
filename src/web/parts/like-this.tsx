import type { Paper } from '#papers';
import type { PapersLike } from '../alike.js';
import { routes } from '../routes.js';
import type { LikeBy, LikeQuery } from '../search-desk.js';
import type { FoundPaper } from '../search-view.js';
import { MetaLine } from './meta-line.js';
import { AuthorLine } from './authors.js';
import { DateText } from './date.js';
import { SetText } from './set-text.js';
import { WhyFound } from './why-found.js';

export interface LikeThisProps {
  paper: Paper;
  query: LikeQuery;
  /** Undefined while they are being looked for. */
  like: PapersLike | undefined;
}

const RESPECTS: [LikeBy, string][] = [['all', 'all in all'], ['problem', 'the same problem'], ['method', 'the same method'], ['findings', 'the same findings']];

/** The papers most like one, by what and since when; each choice is an address of the paper's page. */
export function LikeThis({ paper, query, like }: LikeThisProps) {
  return (
    <section class="like-this" id="like-this" aria-labelledby="like-title" data-late={like === undefined ? '' : undefined}>
      <h2 id="like-title">Papers like this one</h2>
      {like === undefined ? <p><late-list><a href={routes.papersLike(paper.id, query)}>See the papers like this one</a></late-list></p> : null}
      {like !== undefined ? <Found paper={paper} query={query} like={like} /> : null}
    </section>
  );
}

function Found({ paper, query, like }: LikeThisProps & { like: PapersLike }) {
  return (
    <>
      <LikeChoices query={query} vectors={like.vectors} address={(to) => `${routes.paper(paper.id, to)}#like-this`} />
      <AboutList query={query} like={like} />
      <AlikeList found={like.found} />
      {like.more ? <p class="more-alike"><a href={routes.papersLike(paper.id, query)}>More papers like this one</a></p> : null}
    </>
  );
}

const UNSAID: Record<LikeBy, string> = { all: '', problem: 'what problem it is about', method: 'how it was done', findings: 'what was found' };

/** Says when the list is not what was asked for, or why it is empty. */
export function AboutList({ query, like: { silent, found } }: { query: LikeQuery; like: PapersLike }) {
  if (silent) return <p class="search-note">Its abstract does not say, as far as could be told, {UNSAID[query.by]}. {found.length > 0 ? 'These are the most like it all in all.' : ''}</p>;
  return found.length === 0 ? <p class="search-note">{whyNone(query)}</p> : null;
}

function whyNone({ recent }: LikeQuery): string {
  return recent ? 'None of the past year is like it.' : 'Nothing stored here is like it yet.';
}

interface LikeChoicesProps {
  query: LikeQuery;
  /** Parts of abstracts are compared by meaning; words alone cannot. */
  vectors: boolean;
  address(query: LikeQuery): string;
}

/** Alike in what, and from when. */
export function LikeChoices({ query, vectors, address }: LikeChoicesProps) {
  return (
    <>
      {vectors ? (
        <ul class="choices" aria-label="Alike in what">
          {RESPECTS.map(([by, words]) => <Choice to={address({ ...query, by })} on={query.by === by}>{words}</Choice>)}
        </ul>
      ) : null}
      <ul class="choices" aria-label="From when">
        <Choice to={address({ ...query, recent: false })} on={!query.recent}>of any time</Choice>
        <Choice to={address({ ...query, recent: true })} on={query.recent}>of the past year</Choice>
      </ul>
    </>
  );
}

function Choice({ to, on, children }: { to: string; on: boolean; children: string }) {
  return <li><a href={to} aria-current={on ? 'true' : undefined}>{children}</a></li>;
}

export function AlikeList({ found }: { found: readonly FoundPaper[] }) {
  return <ol class="alike">{found.map((one) => <li><Alike {...one} /></li>)}</ol>;
}

function Alike({ paper, hit }: FoundPaper) {
  const facts = [
    paper.withdrawn ? <strong>withdrawn</strong> : null,
    paper.authors.length > 0 ? <AuthorLine paper={paper} most={2} /> : null,
    paper.published ? <DateText date={paper.published} /> : null,
  ];
  return (
    <article aria-labelledby={`like-${paper.number}`}>
      <h3 id={`like-${paper.number}`}><a href={routes.paper(paper.id)}><SetText source={paper.title} as="title" /></a></h3>
      <MetaLine facts={facts} />
      <div class="acts"><WhyFound why={hit.why} score={hit.score} label="why like it" /></div>
    </article>
  );
}
