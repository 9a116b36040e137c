import type { Paper } from '#papers';
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
  found: FoundPaper[];
  vectors: boolean;
  /** The paper's abstract says nothing in this respect: these are like it all in all. */
  silent?: boolean;
}

const RESPECTS: [LikeBy, string][] = [['all', 'all in all'], ['problem', 'the same problem'], ['method', 'the same method'], ['findings', 'the same findings']];

/** The papers most like one, by what and since when; each choice is an address of the paper's page. */
export function LikeThis({ paper, query, found, vectors, silent }: LikeThisProps) {
  return (
    <section class="like-this" id="like-this" aria-labelledby="like-title">
      <h2 id="like-title">Papers like this one</h2>
      {vectors ? (
        <ul class="choices" aria-label="Alike in what">
          {RESPECTS.map(([by, words]) => <Choice paper={paper} to={{ ...query, by }} on={query.by === by}>{words}</Choice>)}
        </ul>
      ) : null}
      <ul class="choices" aria-label="From when">
        <Choice paper={paper} to={{ ...query, recent: false }} on={!query.recent}>of any time</Choice>
        <Choice paper={paper} to={{ ...query, recent: true }} on={query.recent}>of the past year</Choice>
      </ul>
      {silent ? <p class="search-note">Its abstract does not say, as far as could be told, {UNSAID[query.by]}. {found.length > 0 ? 'These are the most like it all in all.' : ''}</p> : null}
      {found.length === 0 && !silent ? <p class="search-note">{whyNone(query)}</p> : null}
      <ol class="alike">
        {found.map((one) => <li><Alike {...one} /></li>)}
      </ol>
    </section>
  );
}

const UNSAID: Record<LikeBy, string> = { all: '', problem: 'what problem it is about', method: 'how it was done', findings: 'what was found' };

function whyNone({ recent }: LikeQuery): string {
  return recent ? 'None of the past year is like it.' : 'Nothing stored here is like it yet.';
}

function Choice({ paper, to, on, children }: { paper: Paper; to: LikeQuery; on: boolean; children: string }) {
  return <li><a href={`${routes.paper(paper.id, to)}#like-this`} aria-current={on ? 'true' : undefined}>{children}</a></li>;
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
