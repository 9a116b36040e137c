import type { EditionPlace, PeriodPlace } from '#feed';
import { type Author, categoryName, type Paper } from '#papers';
import type { Voters as VotersOf } from '#community';
import { excerpt, plainText } from '#lib/text';
import type { Ballots } from '../ballots.js';
import { Layout } from '../layout.js';
import { AuthorLink } from '../parts/authors.js';
import { CategoryLink } from '../parts/category-links.js';
import { DateText } from '../parts/date.js';
import { ExternalLink } from '../parts/external-link.js';
import { LikeThis, type LikeThisProps } from '../parts/like-this.js';
import { MetaLine } from '../parts/meta-line.js';
import { textLinks } from '../parts/paper-links.js';
import { PaperMeta } from '../parts/paper-meta.js';
import { PaperSide } from '../parts/paper-side.js';
import { SetText } from '../parts/set-text.js';
import { VoteButton } from '../parts/vote-button.js';
import { Voters } from '../parts/voters.js';
import { WhyInEdition } from '../parts/why-here.js';
import { periodName } from '../period.js';
import { routes } from '../routes.js';
import type { Frame } from '../viewer.js';
import { counted, longDay, number } from '../words.js';

/** Collaborations sign with thousands of names; these stand at once, the rest folds. */
const NAMES_SHOWN = 20;

export interface PaperPageProps {
  frame: Frame;
  paper: Paper;
  like?: LikeThisProps;
  ballots?: Ballots;
  /** Who voted for it, where several readers vote. */
  voters?: VotersOf;
  /** Where it stands in its edition, and why. */
  place?: EditionPlace;
}

/** Everything known of one paper. */
export function PaperPage({ frame, paper, like, ballots, voters, place }: PaperPageProps) {
  return (
    <Layout
      frame={frame}
      kind="article"
      title={plainText(paper.title)}
      description={excerpt(plainText(paper.abstract), 200)}
      canonical={routes.paper(paper.id)}
      head={<>{like && (like.query.by !== 'all' || like.query.recent) ? <meta name="robots" content="noindex" /> : null}<PaperMeta paper={paper} site={frame.site} /></>}
      scripts={like && like.like === undefined ? ['copy', 'late'] : ['copy']}
    >
      <div class="columns">
        <article class="paper">
          <header>
            <h1><SetText source={paper.title} as="title" /></h1>
            <Authors paper={paper} />
            <When paper={paper} places={ballots?.of(paper.number).places} />
          </header>
          {paper.withdrawn ? <p class="notice">This paper was withdrawn{paper.comment ? '; its comment may say why' : ''}.</p> : null}
          <Acts paper={paper} ballots={ballots} place={place} />
          {paper.abstract ? <p class="abstract"><SetText source={paper.abstract} /></p> : <p class="missing">No source gave an abstract.</p>}
          {paper.comment ? <p class="comment"><span class="term">Comment</span> <SetText source={paper.comment} /></p> : null}
          {like ? <LikeThis {...like} /> : null}
        </article>
        <PaperSide paper={paper} first={voters && <Voters voters={voters} />} />
      </div>
    </Layout>
  );
}

function Acts({ paper, ballots, place }: Pick<PaperPageProps, 'paper' | 'ballots' | 'place'>) {
  const links = textLinks(paper);
  if (links.length === 0 && ballots === undefined && place === undefined) return null;
  return (
    <div class="acts" id={`p${paper.number}`}>
      <VoteButton paper={paper} ballots={ballots} />
      <p>{links.map(({ words, href }) => <><ExternalLink href={href}>{words}</ExternalLink>{' '}</>)}</p>
      {place ? <WhyInEdition place={place} alone={ballots?.alone} /> : null}
    </div>
  );
}

function Authors({ paper: { authors, authorCount, organisation } }: { paper: Paper }) {
  const [shown, rest] = [authors.slice(0, NAMES_SHOWN), authors.slice(NAMES_SHOWN)];
  if (authors.length === 0 && authorCount === 0 && !organisation) return null;
  return (
    <div class="byline">
      {shown.length > 0 ? <Names authors={shown} /> : null}
      {shown.length === 0 && authorCount > 0 ? <p>{counted(authorCount, 'author')}</p> : null}
      {rest.length > 0 ? (
        <details>
          <summary>and {number(rest.length)} more</summary>
          <Names authors={rest} />
        </details>
      ) : null}
      {organisation ? <p class="organisation">{organisation}</p> : null}
    </div>
  );
}

function Names({ authors }: { authors: Author[] }) {
  return (
    <ul class="names">
      {authors.map(({ name, affiliation }, index) => (
        <li>
          <AuthorLink name={name} />
          {affiliation ? <small> ({affiliation})</small> : null}
          {index < authors.length - 1 ? ', ' : null}
        </li>
      ))}
    </ul>
  );
}

/** A source that names no version may only know the day of a listing: then the date stands without a word. */
function When({ paper, places = [] }: { paper: Paper; places?: PeriodPlace[] }) {
  const { published, categories, versions, announcements } = paper;
  const listed = announcements.find(({ kind }) => kind !== 'replacement');
  const primary = categories[0];
  const facts = [
    published ? <span>{versions.length > 0 ? 'submitted ' : null}<DateText date={published} /></span> : null,
    versions.length > 1 ? <span>{counted(versions.length, 'version')}</span> : null,
    listed ? <span>in the edition of <a href={routes.day(listed.day)}>{longDay(listed.day)}</a></span> : null,
    ...places.map(({ place, period }) => <span class="place-mark">{['first', 'second', 'third'][place - 1]} of <a href={routes.edition(period)}>{periodName(period)}</a></span>),
    primary ? <CategoryLink code={primary}>{categoryName(primary) ?? primary}</CategoryLink> : null,
  ];
  return <MetaLine facts={facts} />;
}
