import { setImmediate } from 'node:timers/promises';
import type { Table } from '@lancedb/lancedb';

/** How many papers document frequencies are counted in: enough to tell the rare from the common, few enough to read in a moment. */
const SAMPLE = 20_000;
/** Papers counted, and terms gone through, in about two milliseconds; then others get their turn. */
const PAPERS_AT_ONCE = 50;
const TERMS_AT_ONCE = 20_000;

/** In how many papers of a sample each term stands. */
export interface TermFrequencies {
  papers: number;
  /** How many terms a paper has, in the mean. */
  length: number;
  papersWith: ReadonlyMap<string, number>;
}

/**
 * Counts terms in a sample spread over the index. The engine tells no document frequencies; which terms of a paper say most
 * needs only their order, and BM25 itself uses the true ones.
 */
export async function sampleFrequencies({ table }: { table: Table }): Promise<TermFrequencies> {
  const step = Math.max(1, Math.ceil((await table.countRows()) / SAMPLE));
  const papersWith = new Map<string, number>();
  let [papers, terms] = [0, 0];
  for await (const batch of table.query().where(`number % ${step} = 0`).select(['terms'])) {
    for (const text of batch.getChild('terms') ?? []) {
      const words = String(text).split(' ');
      papers += 1;
      terms += words.length;
      for (const term of new Set(words)) papersWith.set(term, (papersWith.get(term) ?? 0) + 1);
      if (papers % PAPERS_AT_ONCE === 0) await setImmediate();
    }
  }
  return { papers, length: terms / Math.max(1, papers), papersWith: await withoutOnce(papersWith) };
}

/** Half of all terms stand in one paper of the sample, which says no more than that they are rare. */
async function withoutOnce(papersWith: ReadonlyMap<string, number>): Promise<Map<string, number>> {
  const more = new Map<string, number>();
  let seen = 0;
  for (const [term, papers] of papersWith) {
    if (papers > 1) more.set(term, papers);
    seen += 1;
    if (seen % TERMS_AT_ONCE === 0) await setImmediate();
  }
  return more;
}

/** `ln(1 + (N - df + 0.5) / (df + 0.5))`, as BM25 counts it. */
export function inverseFrequency({ papers, papersWith }: Pick<TermFrequencies, 'papers' | 'papersWith'>, term: string): number {
  const df = Math.min(papersWith.get(term) ?? 1, papers);
  return Math.log(1 + (papers - df + 0.5) / (df + 0.5));
}

/** The terms that say most about a text, each as often as it stands there: the highest tf * idf, ties by the alphabet. */
export function tellingTerms(terms: readonly string[], frequencies: Pick<TermFrequencies, 'papers' | 'papersWith'>, limit: number): string[] {
  const counts = new Map<string, number>();
  for (const term of terms) if (term !== '') counts.set(term, (counts.get(term) ?? 0) + 1);
  return [...counts]
    .map(([term, often]) => ({ term, often, weight: often * inverseFrequency(frequencies, term) }))
    .sort((a, b) => b.weight - a.weight || (a.term < b.term ? -1 : 1))
    .slice(0, limit)
    .flatMap(({ term, often }) => Array<string>(often).fill(term));
}
