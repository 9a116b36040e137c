import { plainText } from '#lib/text';
import type { Paper } from '#papers';
import type { Score, ScoreTerm } from './types.js';

/** What the order without votes looks at. */
export interface ScoreFacts {
  /** 0 when unknown. */
  authorCount: number;
  /** Characters of the plain title: Unicode code points, TeX resolved. */
  titleLength: number;
  /** The title has a colon, as in `Name: what it does`. */
  colon: boolean;
  /** Code is known or linked from abstract or comment. */
  code: boolean;
}

const COUNTED_AUTHORS = 20;

/** The facts of a paper. */
export function scoreFactsOf({ title, authorCount, links }: Pick<Paper, 'title' | 'authorCount' | 'links'>): ScoreFacts {
  const plain = plainText(title);
  return {
    authorCount,
    titleLength: [...plain].length,
    colon: plain.includes(':'),
    code: links.some(({ kind }) => kind === 'code'),
  };
}

/**
 * The score of a paper nobody has voted on, W4:
 * `1.5 ln(1 + min(authors, 20)) - titleCharacters / 50 + 0.8 [colon] + 0.9 [code]`.
 * How it was found and what it is worth: docs/decisions, "The order without votes".
 */
export function priorScore(facts: ScoreFacts): Score {
  return sumOf([authorsTerm(facts), titleTerm(facts), ...colonTerm(facts), ...codeTerm(facts)]);
}

/** Terms as a score; whatever is known later (votes, the reader's taste) joins as further terms. */
export function sumOf(terms: ScoreTerm[]): Score {
  return { value: terms.reduce((sum, { value }) => sum + value, 0), terms };
}

function authorsTerm({ authorCount }: ScoreFacts): ScoreTerm {
  const value = 1.5 * Math.log1p(Math.min(authorCount, COUNTED_AUTHORS));
  return { name: 'authors', words: authorWords(authorCount), value };
}

function authorWords(count: number): string {
  if (count === 0) return 'number of authors unknown';
  if (count > COUNTED_AUTHORS) return `${count} authors, counted as ${COUNTED_AUTHORS}`;
  return count === 1 ? '1 author' : `${count} authors`;
}

function titleTerm({ titleLength }: ScoreFacts): ScoreTerm {
  return { name: 'title-length', words: `title of ${titleLength} characters`, value: -titleLength / 50 };
}

function colonTerm({ colon }: ScoreFacts): ScoreTerm[] {
  return colon ? [{ name: 'colon', words: 'a colon in the title', value: 0.8 }] : [];
}

function codeTerm({ code }: ScoreFacts): ScoreTerm[] {
  return code ? [{ name: 'code', words: 'links to code', value: 0.9 }] : [];
}

const FEWEST_FOR_SPREAD = 10;
const CLAMP = 2.5;

export interface Spread {
  mean: number;
  deviation: number;
}

/** Mean and standard deviation (of the whole, not of a sample) of an edition's scores; nothing for under 10 papers. */
export function spreadOf(scores: readonly number[]): Spread | undefined {
  if (scores.length < FEWEST_FOR_SPREAD) return undefined;
  const mean = scores.reduce((sum, score) => sum + score, 0) / scores.length;
  const variance = scores.reduce((sum, score) => sum + (score - mean) ** 2, 0) / scores.length;
  return { mean, deviation: Math.sqrt(variance) };
}

/**
 * Where a score stands in its edition, in standard deviations from the mean, between -2.5 and 2.5; 0 where all are equal.
 * For an edition too small for a spread of its own, give that of the last ones.
 */
export function standing(score: number, { mean, deviation }: Spread): number {
  const z = deviation > 0 ? (score - mean) / deviation : 0;
  return Math.max(-CLAMP, Math.min(CLAMP, z));
}
