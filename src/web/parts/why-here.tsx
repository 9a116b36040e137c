import type { EditionEntry, EditionOrder, EditionPlace, Score, ScoreTerm } from '#feed';
import { routes } from '../routes.js';
import { longDay, number, signed } from '../words.js';

const BY_DATE = 'Newest first: its place follows from when it was submitted, then from its number.';
const BY_CATEGORY = 'By category: its place follows from its first category, then from its score within it.';

/** Why a paper stands where it stands: the terms of its score, in words and numbers. */
export function WhyHere({ entry, order, alone = false }: { entry: EditionEntry; order: EditionOrder; alone?: boolean }) {
  return (
    <details class="why">
      <summary>why here</summary>
      <div class="why-terms">
        {entry.explored ? <p>{exploredWords(entry.explored.seen)}</p> : null}
        {order === 'newest' ? <p>{BY_DATE}</p> : <Reasons entry={entry} alone={alone} />}
        {order === 'category' ? <p>{BY_CATEGORY}</p> : null}
      </div>
    </details>
  );
}

/** Counted are pages, not people: the same person may have had it twice. */
function exploredWords(seen: number): string {
  const shown = seen === 0 ? 'had not been shown yet' : `had been shown ${seen === 1 ? 'once' : `${number(seen)} times`}`;
  return `It has this place for an hour because it looks promising and few have seen it: when the hour began it ${shown}. By its sum alone it would stand on a later page.`;
}

/** On a paper's own page: where it stands in its edition, and why there. */
export function WhyInEdition({ place: { entry, total }, alone = false }: { place: EditionPlace; alone?: boolean }) {
  return (
    <details class="why">
      <summary>number {number(entry.place)} of {number(total)} that day: why</summary>
      <div class="why-terms">
        <p>In the suggested order of the edition of <a href={routes.day(entry.day)}>{longDay(entry.day)}</a>, by this sum:</p>
        <Reasons entry={entry} alone={alone} />
      </div>
    </details>
  );
}

/** The terms that a place follows from. */
function Reasons({ entry: { voted, score }, alone }: { entry: EditionEntry; alone: boolean }) {
  return voted ? <VotedTerms voted={voted} prior={score} alone={alone} /> : <Terms score={score} />;
}

/** A score with votes in it, and what was known before any vote below it. */
export function VotedTerms({ voted, prior, alone }: { voted: Score; prior: Score; alone: boolean }) {
  return (
    <>
      <Terms score={alone ? forOneReader(voted) : voted} />
      <p>These are logarithms: +0.69 is twice as much. What is known before {alone ? 'a mark' : 'any vote'}:</p>
      <Terms score={prior} />
    </>
  );
}

/** Of one reader's own marks nobody says that there is “1 vote”. */
function forOneReader({ value, terms }: Score): Score {
  return { value, terms: terms.map((term) => ({ ...term, words: WORDS_FOR_ONE[term.name]?.(term) ?? term.words })) };
}

const WORDS_FOR_ONE: Readonly<Record<string, (term: ScoreTerm) => string>> = {
  usual: () => 'where every paper begins',
  votes: ({ value }) => (value > 0 ? 'marked as worth reading' : 'not marked'),
  field: () => 'measured against the best of its category lately',
};

function Terms({ score }: { score: Score }) {
  return (
    <table>
      <tbody>
        {score.terms.map(({ words, value }) => <tr><th scope="row">{words}</th><td>{signed(value)}</td></tr>)}
        <tr class="sum"><th scope="row">together</th><td>{signed(score.value)}</td></tr>
      </tbody>
    </table>
  );
}
