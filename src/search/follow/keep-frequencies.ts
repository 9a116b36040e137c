import { connectTo } from '../index/engine.js';
import type { Place } from '../index/place.js';
import { TABLE } from '../index/schema.js';
import { sampleFrequencies } from '../rank/term-weights.js';
import { readDictionary, writeDictionary, type KeptDictionary } from '../spelling/dictionary-file.js';
import { Dictionary } from '../spelling/dictionary.js';

/** They are counted again when there are so many times as many papers. */
const GROWTH = 1.25;
/** Of fewer papers they are counted as fast as they are read. */
const FEWEST_PAPERS = 2_000;

/** Counts the terms of an index when nobody has, or a quarter more papers are there: who searches would wait for it. */
export async function keepFrequencies(place: Place, generation: string, papers: number): Promise<void> {
  if (papers < FEWEST_PAPERS || !areWanted(readDictionary(place.frequenciesFile), papers)) return;
  const connection = await connectTo(place.generation(generation).folder, 'reader');
  try {
    const table = await connection.openTable(TABLE);
    const { papers: counted, length, papersWith } = await sampleFrequencies({ table });
    table.close();
    writeDictionary(place.frequenciesFile, { dictionary: Dictionary.of(papersWith), papers, counted, length });
  } finally {
    connection.close();
  }
}

/** Those that were counted before the length of papers was do not tell it. */
function areWanted(kept: KeptDictionary | undefined, papers: number): boolean {
  return kept?.length === undefined || papers >= kept.papers * GROWTH;
}
