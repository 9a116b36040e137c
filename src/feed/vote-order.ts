import { ageOf } from './age.js';
import type { Climate } from './climate.js';
import type { Listed } from './days.js';
import { roundScore } from './order.js';
import { dayScore, dayValue, HISTORY_PRIOR_WEIGHT, PRIOR_WEIGHT, type Expectations } from './posterior.js';
import { spreadOf } from './standing.js';
import type { Tally } from './tally.js';
import type { Score } from './types.js';

/** Hours count in steps of this many minutes, so that an order stays for a while as it is. */
const STEP_MS = 600_000;

/** The papers of a period as their votes order them. */
export interface VoteOrder {
  /** The same papers, each with the score that the order goes by. */
  listed: Listed[];
  /** Another name for another order: votes or time changed it. */
  name: string;
  /** The score of one of them with its terms. */
  explain(listed: Listed): Score;
}

/** Where nobody voted for any of these papers there is no such order: it is what is known before any vote. */
export function orderByVotes(all: readonly Listed[], { tally, climate, now }: { tally: Tally; climate: Climate; now: number }): VoteOrder | undefined {
  if (!all.some(({ facts }) => tally.of(facts.number).shown > 0)) return undefined;
  const step = Math.floor(now / STEP_MS);
  const expectations: Expectations = { usual: climate.usual, spread: spreadOf(all.map(({ prior }) => prior)) ?? climate.spread, priorWeight: all.some(({ past }) => past !== undefined) ? HISTORY_PRIOR_WEIGHT : PRIOR_WEIGHT };
  const hoursOf = new Map<string, number>();
  const factsOf = ({ facts, prior, day }: Listed) => ({ prior, votes: tally.of(facts.number), hours: hoursOf.getOrInsertComputed(day, () => ageOf(day, step * STEP_MS).hours) });
  return {
    listed: all.map((listed) => ({ ...listed, score: roundScore(dayValue(factsOf(listed), expectations, climate.growth)) })),
    name: `${tally.seq.toString(36)}-${step.toString(36)}`,
    explain: (listed) => dayScore(factsOf(listed), expectations, climate.growth),
  };
}
