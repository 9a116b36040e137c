import type { FactCounts, Facts } from '../index/fact-file.js';
import { yearOf } from '../index/schema.js';
import type { Count, SearchResults } from '../results.js';

/** More than a page has room for. */
const MOST = 40;

/** How many papers have each category, year and source; the most first, years the newest first. */
export function countFacts({ categories, sources, days }: FactCounts): SearchResults['counts'] {
  const years = new Map<string, number>();
  for (const [day, papers] of days) {
    const year = String(yearOf(day));
    if (day > 0) years.set(year, (years.get(year) ?? 0) + papers);
  }
  return {
    categories: listed(categories).slice(0, MOST),
    years: listed(years).sort((a, b) => Number(b.value) - Number(a.value)),
    sources: listed(sources).slice(0, MOST),
  };
}

/** The same of papers whose facts are at hand. */
export function tallyFacts(papers: readonly Facts[]): FactCounts {
  return {
    categories: tally(papers.flatMap(({ categories }) => categories)),
    sources: tally(papers.flatMap(({ sources }) => sources)),
    days: tally(papers.map(({ published }) => published)),
  };
}

function tally<T>(values: readonly T[]): Map<T, number> {
  const counts = new Map<T, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
}

function listed(counts: ReadonlyMap<string, number>): Count[] {
  return [...counts].map(([value, papers]) => ({ value, papers })).sort((a, b) => b.papers - a.papers || (a.value < b.value ? -1 : 1));
}
