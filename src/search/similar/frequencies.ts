import type { Place } from '../index/place.js';
import type { OpenIndex } from '../index/search-index.js';
import { sampleFrequencies, type TermFrequencies } from '../rank/term-weights.js';
import { readDictionary } from '../spelling/dictionary-file.js';

/** With so many times as many papers the worker's figures are of another time. */
const OUTGROWN = 2;

/** How often terms stand in papers, as the worker counted it; counted now where it has not, or only of far fewer papers. */
export async function keptFrequencies(place: Place, index: OpenIndex): Promise<TermFrequencies> {
  const kept = readDictionary(place.frequenciesFile);
  if (kept?.counted === undefined || kept.length === undefined || index.rows.size > kept.papers * OUTGROWN) return await sampleFrequencies(index);
  return { papers: kept.counted, length: kept.length, papersWith: new Map(kept.dictionary.entries()) };
}
