import { COUNTED_AUTHORS, sumOf, type ScoreFacts } from './score.js';
import { spreadOf } from './standing.js';
import type { Score, ScoreTerm } from './types.js';

/** A paper whose votes are in, with names of authors in a form that is the same from paper to paper. */
export interface VotedPaper {
  authors: readonly string[];
  votes: number;
}

/** What earlier papers of an author got: how many, and the sum of their standings in their editions. */
export type AuthorHistory = ReadonlyMap<string, { papers: number; standings: number }>;

/** What the earlier papers of one paper's authors got: how many there were, and the mean over its authors of their shrunk standings. */
export interface AuthorsPast {
  papers: number;
  mean: number;
}

/** History says little before; measured with 3,800 voted papers and more. */
export const VOTED_PAPERS_FOR_HISTORY = 1_000;

/** Papers without a good name are the rule: three papers' worth of the mean keep one lucky paper from deciding. */
const SHRINKAGE = 3;

/** What authors' earlier papers got, from past editions; one with fewer than 10 papers says nothing. */
export function authorHistory(editions: readonly (readonly VotedPaper[])[]): AuthorHistory {
  const history = new Map<string, { papers: number; standings: number }>();
  for (const edition of editions) {
    const spread = spreadOf(edition.map(({ votes }) => Math.log1p(votes)));
    if (spread === undefined || spread.deviation === 0) continue;
    for (const { authors, votes } of edition) {
      for (const author of new Set(authors)) {
        const past = history.getOrInsertComputed(author, () => ({ papers: 0, standings: 0 }));
        past.papers += 1;
        past.standings += (Math.log1p(votes) - spread.mean) / spread.deviation;
      }
    }
  }
  return history;
}

/**
 * The prior with what the authors' earlier papers got here: a loop in which who is read is read again, so it is a switch
 * of the owner's. Coefficients: docs/ranking.md. The score is to be set into its edition with `standing`.
 */
export function historyScore(facts: ScoreFacts & { authors: readonly string[] }, history: AuthorHistory): Score {
  return scoreWithPast(facts, pastOf(facts.authors, history));
}

/** What a history says of the authors of one paper. */
export function pastOf(names: readonly string[], history: AuthorHistory): AuthorsPast {
  const authors = [...new Set(names)];
  const known = authors.flatMap((author) => history.get(author) ?? []);
  const papers = known.reduce((sum, past) => sum + past.papers, 0);
  const mean = known.reduce((sum, past) => sum + past.standings / (past.papers + SHRINKAGE), 0) / Math.max(1, authors.length);
  return { papers, mean };
}

/** `historyScore` where what the history says of the authors is known already. */
export function scoreWithPast(facts: ScoreFacts, { papers, mean }: AuthorsPast): Score {
  return sumOf([...shapeTerms(facts), ...historyTerms(papers, mean)]);
}

function shapeTerms({ authorCount, titleLength, colon }: ScoreFacts): ScoreTerm[] {
  return [
    { name: 'authors', words: authorCount === 0 ? 'number of authors unknown' : authorCount === 1 ? '1 author' : `${authorCount} authors`, value: 0.27 * Math.log1p(Math.min(authorCount, COUNTED_AUTHORS)) },
    { name: 'title-length', words: `title of ${titleLength} characters`, value: (-0.24 * titleLength) / 50 },
    ...(colon ? [{ name: 'colon', words: 'a colon in the title', value: 0.1 }] : []),
  ];
}

function historyTerms(papers: number, mean: number): ScoreTerm[] {
  if (papers === 0) return [];
  const earlier = papers === 1 ? '1 earlier paper' : `${papers} earlier papers`;
  return [
    { name: 'authors-votes', words: `what the authors’ earlier papers got here, from ${earlier}`, value: 1.56 * mean },
    { name: 'authors-papers', words: `its authors had ${earlier} here`, value: 0.11 * Math.log1p(papers) },
  ];
}
