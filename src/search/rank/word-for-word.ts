import type { PaperTerms } from '../index/paper-terms.js';
import { phraseTerms } from '../text/analyse.js';
import type { RankedPaper } from './rank.js';

/** Of the best so many the texts are looked at. */
export const LOOKED_AT = 30;
/** What a paper gains whose title is the query; a title half remembered gains its share. */
const MOST = 0.1;
/** Fewer words follow one another in many abstracts. */
const FEWEST_OF_SENTENCE = 4;

/** The terms of a query in the order in which they were written. */
export interface WrittenQuery {
  /** As titles hold them, with stop words. */
  title: string[];
  /** As abstracts hold them. */
  abstract: string[];
}

/** What can be looked for word for word; undefined for a query of one word. */
export function writtenQuery(words: readonly string[]): WrittenQuery | undefined {
  const text = words.join(' ');
  const [title, abstract] = [phraseTerms(text, { keepStopWords: true }), phraseTerms(text)];
  return title.length > 1 && abstract.length > 0 ? { title, abstract } : undefined;
}

/**
 * How much of a title a query is, 0 to 1, when all its words stand there in its order; 1 when they follow one another in the abstract.
 * Words and meaning know no order: a title half remembered is that of the paper, whatever papers are about the same.
 */
export function wordForWord(query: WrittenQuery, paper: PaperTerms): { where: 'title' | 'abstract'; part: number } | undefined {
  const title = paper.titleInOrder;
  if (standInOrder(query.title, title)) return { where: 'title', part: query.title.length / title.length };
  if (query.abstract.length < FEWEST_OF_SENTENCE || !paper.followInAbstract(query.abstract)) return undefined;
  return { where: 'abstract', part: 1 };
}

function standInOrder(wanted: readonly string[], terms: readonly string[]): boolean {
  let found = 0;
  for (const term of terms) if (term === wanted[found]) found += 1;
  return found === wanted.length;
}

/** Ranked papers, of which the best, whose terms are given, are put in order anew by whether they say the query word for word. */
export function raiseWordForWord(terms: ReadonlyMap<number, PaperTerms>, papers: readonly RankedPaper[], query: WrittenQuery): RankedPaper[] {
  const best = papers.slice(0, LOOKED_AT);
  const raised = best.map((paper): RankedPaper => {
    const own = terms.get(paper.number);
    const said = own && wordForWord(query, own);
    if (said === undefined) return paper;
    const share = MOST * said.part;
    return { ...paper, score: paper.score + share, why: { ...paper.why, wordForWord: { where: said.where, share } } };
  });
  return [...raised.sort((a, b) => b.score - a.score || b.number - a.number), ...papers.slice(LOOKED_AT)];
}
