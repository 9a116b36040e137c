import type { Database } from '#db';
import type { Clock } from '#lib';
import { authorsOfPapers, editionDayAt, lastDays, takeSignalTurn, writeSignals, type Signal } from '#papers';
import { authorHistory, pastOf, scoreWithPast, VOTED_PAPERS_FOR_HISTORY, type AuthorsPast, type VotedPaper } from './author-history.js';
import { listDay, type AnnouncedDays, type Listed } from './days.js';
import { roundScore } from './order.js';
import { SignalCopy } from './signal-copy.js';
import { spreadOf } from './standing.js';
import type { Tally } from './tally.js';

const SIGNAL = 'authors past';
/** Editions that a history is read from. */
const EDITIONS = 60;
/** Editions whose papers are told of it. */
const TOLD = 20;
/** Votes still come for the ones before these, so what is said of these is said anew. */
const YOUNG = 5;
const AT_ONCE = 2_000;
const NOBODY: AuthorsPast = { papers: 0, mean: 0 };

/** What the authors of recent papers had got here before, as the worker last wrote it down. */
export class AuthorPasts extends SignalCopy<AuthorsPast> {
  constructor(db: Database) {
    super(db, SIGNAL, ({ value, known }) => ({ papers: value, mean: known }));
  }
}

/**
 * The same papers with the prior that knows their authors' history. An edition that nothing was written down for, or too
 * small for a spread of its own, stays as it is: the two priors are on different scales, and one list needs one scale.
 */
export function withPasts(all: readonly Listed[], pasts: Pick<AuthorPasts, 'get'>): Listed[] {
  if (!all.some(({ facts }) => (pasts.get(facts.number)?.papers ?? 0) > 0)) return [...all];
  const told = all.map((listed) => {
    const past = pasts.get(listed.facts.number) ?? NOBODY;
    const prior = roundScore(scoreWithPast(listed.facts, past).value);
    return { ...listed, past, prior, score: prior };
  });
  return spreadOf(told.map(({ prior }) => prior)) === undefined ? [...all] : told;
}

export interface LearnPastsContext {
  db: Database;
  clock: Clock;
  days: AnnouncedDays;
  tally: Pick<Tally, 'refresh' | 'size' | 'of'>;
  pasts: AuthorPasts;
  categories: ReadonlySet<string> | undefined;
}

/** Writes down for the papers of the last editions what their authors' papers of earlier editions got. Too few votes say nothing. */
export async function learnAuthorPasts({ db, clock, days, tally, pasts, categories }: LearnPastsContext): Promise<void> {
  await Promise.all([tally.refresh(), pasts.refresh()]);
  if (tally.size < VOTED_PAPERS_FOR_HISTORY) return;
  const last = await lastDays(db, { until: editionDayAt(clock.now()), first: '', limit: EDITIONS, categories: categories && [...categories] });
  const read = (await days.read(last.toSorted())).reverse();
  const editions: { number: number; voted: VotedPaper }[][] = [];
  for (const { day, papers } of read) {
    const numbers = listDay(day, papers, categories).map(({ facts }) => facts.number);
    const authors = await authorsOfPapers(db, numbers);
    editions.push(numbers.map((number) => ({ number, voted: { authors: authors.get(number) ?? [], votes: tally.of(number).counted } })));
  }
  for (const [index, edition] of editions.slice(0, TOLD).entries()) {
    if (index >= YOUNG && edition.some(({ number }) => pasts.get(number) !== undefined)) continue;
    const history = authorHistory(editions.slice(index + 1).map((earlier) => earlier.map(({ voted }) => voted)));
    await write(db, edition.map(({ number, voted }) => ({ number, past: pastOf(voted.authors, history) })), pasts);
  }
}

async function write(db: Database, told: readonly { number: number; past: AuthorsPast }[], pasts: AuthorPasts): Promise<void> {
  const signals: Signal[] = told.map(({ number, past }) => ({ paper: number, value: past.papers, known: roundScore(past.mean), unknown: 0 }));
  const changed = signals.filter(({ paper, value, known }) => pasts.get(paper)?.papers !== value || pasts.get(paper)?.mean !== known);
  for (let from = 0; from < changed.length; from += AT_ONCE) {
    await db.transaction(async (writer) => writeSignals(writer, SIGNAL, { seq: await takeSignalTurn(writer), papers: changed.slice(from, from + AT_ONCE) }));
  }
}
