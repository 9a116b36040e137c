import { vectorTerms } from '../../text/analyse.js';
import type { PaperText } from '../embedder.js';
import { SparseBuilder, type SparseRows } from './sparse.js';

/** Papers as how often each term stands in their titles and abstracts; terms are numbered in the order they were met. */
export interface TermCounts {
  terms: string[];
  titles: SparseRows;
  abstracts: SparseRows;
  /** For each term, in how many papers it stands. */
  papersWith: Uint32Array;
  /** For each term, how often it stands in all of them. */
  occurrences: Uint32Array;
}

/** @param onProgress told the share that is done */
export function countTerms(papers: readonly PaperText[], onProgress: (done: number) => void): TermCounts {
  const numbers = new Map<string, number>();
  const papersWith: number[] = [];
  const occurrences: number[] = [];
  const titles = new SparseBuilder();
  const abstracts = new SparseBuilder();
  papers.forEach((paper, at) => {
    if (at % 512 === 0) onProgress(at / papers.length);
    const title = countsOf(paper.title, numbers);
    const abstract = countsOf(paper.abstract, numbers);
    for (let number = papersWith.length; number < numbers.size; number++) papersWith.push(0) && occurrences.push(0);
    for (const number of title.keys()) papersWith[number]!++;
    for (const number of abstract.keys()) if (!title.has(number)) papersWith[number]!++;
    for (const [counts, rows] of [[title, titles], [abstract, abstracts]] as const) {
      for (const [number, count] of counts) {
        occurrences[number]! += count;
        rows.push(number, count);
      }
      rows.endRow();
    }
  });
  return {
    terms: [...numbers.keys()],
    titles: titles.finish(),
    abstracts: abstracts.finish(),
    papersWith: Uint32Array.from(papersWith),
    occurrences: Uint32Array.from(occurrences),
  };
}

function countsOf(text: string, numbers: Map<string, number>): Map<number, number> {
  const counts = new Map<number, number>();
  for (const term of vectorTerms(text)) {
    let number = numbers.get(term);
    if (number === undefined) numbers.set(term, (number = numbers.size));
    counts.set(number, (counts.get(number) ?? 0) + 1);
  }
  return counts;
}
