import { authorHistory, type AuthorHistory, historyScore, priorScore, spreadOf, type Spread, usualVotes } from '#feed';
import { latestOf, type Observation } from './observations.js';

const LAST_EDITIONS = 20;
/** What an instance that has not seen ten papers a day has to go by: the spread of a curated list. */
const TYPICAL: Spread = { mean: 2.8, deviation: 1.06 };

/** What an instance would know at the beginning of a day: only what was seen before it. */
export class KnownBefore {
  readonly #papers: Observation[];
  #history?: AuthorHistory;

  constructor(observations: readonly Observation[], day: string) {
    const start = Date.parse(`${day}T00:00:00Z`);
    const before = observations.filter((one) => one.day < day && one.hours * 3_600_000 + Date.parse(`${one.day}T00:00:00Z`) < start);
    this.#papers = latestOf(before);
  }

  get history(): AuthorHistory {
    return (this.#history ??= authorHistory([...Map.groupBy(this.#papers, ({ day }) => day).values()]));
  }

  /**
   * The mean of the votes a paper has in the end, over the last 20 editions.
   * @param shareSeen which share of them is there at this age
   */
  usual(shareSeen: (hours: number) => number): number {
    const editions = [...Map.groupBy(this.#papers, ({ day }) => day)].toSorted(([a], [b]) => (a < b ? 1 : -1)).slice(0, LAST_EDITIONS);
    return usualVotes(editions.map(([, papers]) => ({ papers: papers.length, votes: papers.reduce((sum, { votes, hours }) => sum + votes / Math.max(0.1, shareSeen(hours)), 0) })));
  }
}

/** The prior's scores of an edition, without and with the history of authors, and their spread. */
export function priorsOf(papers: readonly Observation[], history?: AuthorHistory): { scores: number[]; spread: Spread } {
  const scores = papers.map(({ facts, authors }) => (history === undefined ? priorScore(facts) : historyScore({ ...facts, authors }, history)).value);
  return { scores, spread: spreadOf(scores) ?? TYPICAL };
}
