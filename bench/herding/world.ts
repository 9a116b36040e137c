import { readerWeights, type ReaderFacts, type ReaderWeight, type VoteFacts } from '#feed';
import type { Random } from '../papers/random.js';

/** One paper of the simulated edition. */
export interface SimulatedPaper {
  id: string;
  /** Chance that a reader who looks at it votes for it. */
  appeal: number;
  /** What is known before any vote, in standard deviations. */
  prior: number;
  /** Who stands before whom when nothing else tells: drawn anew each day. */
  lot: number;
}

export const PAPERS = 200;
/** Papers that are by far the best; what is known of them beforehand says nothing. */
export const PLANTED = 5;
/** The paper for which a ring votes: as good as the middle of all. */
export const PUSHED = PLANTED;

const PLANTED_APPEAL = 0.4;
const USUAL_APPEAL = 0.03;
const APPEAL_SPREAD = 0.8;
/** How well the prior goes with the votes that come: Spearman 0.40, measured (docs/ranking.md). */
const PRIOR_CORRELATION = 0.4;

export function makePapers(random: Random): SimulatedPaper[] {
  return Array.from({ length: PAPERS }, (_, index) => {
    const [quality, noise, lot] = [normal(random), normal(random), random.next()];
    if (index < PLANTED) return { id: `p${index}`, appeal: PLANTED_APPEAL, prior: noise, lot };
    if (index === PUSHED) return { id: `p${index}`, appeal: USUAL_APPEAL, prior: 0, lot };
    return { id: `p${index}`, appeal: Math.min(PLANTED_APPEAL / 2, USUAL_APPEAL * Math.exp(APPEAL_SPREAD * quality)), prior: PRIOR_CORRELATION * quality + Math.sqrt(1 - PRIOR_CORRELATION ** 2) * noise, lot };
  });
}

/** `new`: accounts of today. `kept`: two months old, having voted together all the time. `hidden`: kept, with as many votes of their own as in common. */
export type RingKind = 'new' | 'kept' | 'hidden';

export interface Ring {
  kind: RingKind;
  size: number;
}

const DAY_MS = 86_400_000;
const NEWCOMERS = 0.3;
const PAST_PAPERS = 2_000;
const VOTES_OF_READER = 20;
const VOTES_OF_RING = 12;

/** Accounts with a past, as the weights see them: readers 0 to `readers - 1`, then the members of the ring. */
export function makeWeights(readers: number, ring: Ring, random: Random): ReaderWeight[] {
  const facts: ReaderFacts[] = [];
  const votes: VoteFacts[] = [];
  const account = (accountAgeDays: number, papers: readonly number[]) => {
    const reader = facts.push({ reader: facts.length, accountAgeDays, vouched: false }) - 1;
    papers.forEach((paper, index) => votes.push({ reader, paper, at: (index % 30) * DAY_MS }));
  };
  const ownPapers = (count: number) => Array.from({ length: count }, () => popularPaper(random));
  for (let reader = 0; reader < readers; reader++) {
    if (random.next() < NEWCOMERS) account(random.below(10), ownPapers(random.below(4)));
    else account(random.between(30, 700), ownPapers(VOTES_OF_READER));
  }
  const common = Array.from({ length: VOTES_OF_RING }, (_, index) => PAST_PAPERS + index);
  for (let member = 0; member < ring.size; member++) {
    if (ring.kind === 'new') account(0, []);
    else account(60, ring.kind === 'kept' ? common : [...common, ...ownPapers(VOTES_OF_RING)]);
  }
  const weights = readerWeights(facts, votes);
  return facts.map(({ reader }) => weights.get(reader)!);
}

/** Past votes fall on papers by Zipf's law, as votes do. */
function popularPaper(random: Random): number {
  return Math.floor(PAST_PAPERS ** random.next()) - 1;
}

/** Box and Muller (1958). */
function normal(random: Random): number {
  return Math.sqrt(-2 * Math.log(1 - random.next())) * Math.cos(2 * Math.PI * random.next());
}
