import { type EditionEntry, type EditionOrder, formatPeriod, type PeriodPlace } from '#feed';
import type { Paper } from '#papers';
import type { Highlighter } from '#search';
import type { Child } from 'hono/jsx';
import type { Ballots } from '../ballots.js';
import { routes } from '../routes.js';
import { nearDate } from '../words.js';
import { FoldedAbstract } from './abstract.js';
import { AuthorLine } from './authors.js';
import { CategoryLinks } from './category-links.js';
import { DateText } from './date.js';
import { ExternalLink } from './external-link.js';
import { MetaLine } from './meta-line.js';
import { shortLinks } from './paper-links.js';
import { Place } from './place.js';
import { SetText } from './set-text.js';
import { VoteButton } from './vote-button.js';
import { WhyHere } from './why-here.js';

export interface PaperCardProps {
  paper: Paper;
  /** Its place in an edition; a list without ranks has none. */
  entry?: EditionEntry;
  order?: EditionOrder;
  /** Its place in a list that is no edition. */
  place?: number;
  /** Finds what to mark in title and abstract. */
  marks?: Highlighter;
  /** How it stands; without it there is no button. */
  ballots?: Ballots;
  /** Why it is in the list, where that is not an edition's own reason. */
  why?: Child;
}

/** One paper in a list: what it is, whose, three lines of what it says, and the ways on. */
export function PaperCard({ paper, entry, order = 'suggested', place = entry?.place, marks, ballots, why }: PaperCardProps) {
  const name = `p${paper.number}`;
  return (
    <article class="card" id={name} aria-labelledby={`${name}-title`}>
      {place === undefined ? null : <Place place={place} />}
      <h2 id={`${name}-title`}><a href={routes.paper(paper.id)} data-open><SetText source={paper.title} as="title" marks={marks} /></a></h2>
      <Meta paper={paper} entry={entry} places={ballots?.of(paper.number).places} />
      <FoldedAbstract source={paper.abstract} name={`${name}-fold`} marks={marks} />
      <div class="acts">
        <VoteButton paper={paper} ballots={ballots} describedBy={`${name}-title`} />
        <p>
          {shortLinks(paper).map(({ words, href }) => <><ExternalLink href={href}>{words}</ExternalLink>{' '}</>)}
        </p>
        {entry ? <WhyHere entry={entry} order={order} alone={ballots?.alone} /> : why}
      </div>
    </article>
  );
}

function Meta({ paper, entry, places = [] }: { paper: Paper; entry?: EditionEntry; places?: PeriodPlace[] }) {
  const facts = [
    paper.withdrawn ? <strong>withdrawn</strong> : null,
    paper.authorCount > 0 || paper.authors.length > 0 ? <AuthorLine paper={paper} /> : null,
    paper.organisation ? <span class="organisation">{paper.organisation}</span> : null,
    paper.categories.length > 0 ? <CategoryLinks codes={paper.categories} /> : null,
    entry?.kind === 'cross-list' ? <span>cross-list</span> : null,
    paper.published ? <DateText date={paper.published} words={entry && nearDate(paper.published, entry.day)} /> : null,
    ...places.slice(0, 1).map((place) => <PlaceMark place={place} />),
  ];
  return <MetaLine facts={facts} />;
}

const ORDINALS = ['', 'first', 'second', 'third'];

/** `first of the week`: a quiet mark of a period that is over, with which one on hover. */
export function PlaceMark({ place: { place, period } }: { place: PeriodPlace }) {
  return <span class="place-mark" title={formatPeriod(period)}>{ORDINALS[place]} of the {period.kind}</span>;
}
