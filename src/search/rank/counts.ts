import type { Facts } from '../index/fact-file.js';
import { yearOf } from '../index/schema.js';
import type { Count, SearchResults } from '../results.js';

/** More than a page has room for. */
const MOST = 40;

/** How many papers have each category, year and source; the most first, years the newest first. */
export function countFacts(papers: readonly Facts[]): SearchResults['counts'] {
  return {
    categories: count(papers, ({ categories }) => categories).slice(0, MOST),
    years: count(papers, ({ published }) => (published > 0 ? [String(yearOf(published))] : [])).sort((a, b) => Number(b.value) - Number(a.value)),
    sources: count(papers, ({ sources }) => sources).slice(0, MOST),
  };
}

function count(papers: readonly Facts[], valuesOf: (facts: Facts) => readonly string[]): Count[] {
  const counts = new Map<string, number>();
  for (const paper of papers) for (const value of valuesOf(paper)) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].map(([value, papers]) => ({ value, papers })).sort((a, b) => b.papers - a.papers || (a.value < b.value ? -1 : 1));
}
