import type { Place } from '../index/place.js';
import type { OpenIndex } from '../index/search-index.js';
import type { TermFrequencies } from '../rank/term-weights.js';
import { readDictionary } from '../spelling/dictionary-file.js';

/** With so many times as many papers the worker's figures are of another time. */
const OUTGROWN = 2;

/** How often terms stand in papers, as the worker counted it; undefined where it has not, or only of far fewer papers. */
export function keptFrequencies(place: Place, index: OpenIndex): TermFrequencies | undefined {
  const kept = readDictionary(place.frequenciesFile);
  if (kept?.counted === undefined || kept.length === undefined || index.rows.size > kept.papers * OUTGROWN) return undefined;
  return { papers: kept.counted, length: kept.length, papersWith: new Map(kept.dictionary.entries()) };
}
