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

/** More authors than this count as this many: a long list is cheap to make. */
export const COUNTED_AUTHORS = 20;

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
