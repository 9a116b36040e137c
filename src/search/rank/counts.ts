import { canonicalCategory, categoryGroups } from '#papers';
import { yearOf } from '../index/schema.js';
import type { Count, SearchResults } from '../results.js';
import type { Facts } from './facts.js';

/** More than a page has room for. */
const MOST = 40;

/** Archives and groups stand among a paper's categories so that `cs` finds `cs.CV`; they are not counted as categories. */
const KNOWN = new Set(categoryGroups().flatMap(({ categories }) => categories.map(({ code }) => code)));
const ARCHIVES = new Set([...categoryGroups().map(({ code }) => code), ...[...KNOWN].filter((code) => code.includes('.')).map((code) => code.split('.')[0]!)]);

/** How many papers have each category, year and source; the most first, years the newest first. */
export function countFacts(papers: readonly Facts[]): SearchResults['counts'] {
  return {
    categories: count(papers, categoriesOf).slice(0, MOST),
    years: count(papers, ({ published }) => (published > 0 ? [String(yearOf(published))] : [])).sort((a, b) => Number(b.value) - Number(a.value)),
    sources: count(papers, ({ sources }) => sources).slice(0, MOST),
  };
}

/** Each of two names of one category (`math.IT` and `cs.IT`) once. */
function categoriesOf({ categories }: Facts): string[] {
  return [...new Set(categories.filter((code) => KNOWN.has(code) || !ARCHIVES.has(code)).map((code) => canonicalCategory(code)))];
}

function count(papers: readonly Facts[], valuesOf: (facts: Facts) => readonly string[]): Count[] {
  const counts = new Map<string, number>();
  for (const paper of papers) for (const value of valuesOf(paper)) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].map(([value, papers]) => ({ value, papers })).sort((a, b) => b.papers - a.papers || (a.value < b.value ? -1 : 1));
}
