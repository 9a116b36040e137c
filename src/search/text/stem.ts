import { stemmer } from 'stemmer';
import { stemOfSense } from './senses.js';

/** So many of the words met last, and as many of those before them, keep their stems: below about 15 MB. */
const GENERATION = 50_000;

export type Stem = (word: string) => string;

/** The stem of a folded word after Porter (1980), so that `networks` and `network` are one term; words beyond ASCII stay. */
export const porterStem: Stem = remembered((word) => (/^[a-z0-9]{3,40}$/.test(word) ? stemmer(word) : word));

/** The same, but `transformer` and `transform` are two terms: see `senses.ts`. */
export const stem: Stem = remembered((word) => stemOfSense(word, porterStem(word)));

function remembered(make: Stem): Stem {
  let young = new Map<string, string>();
  let old = new Map<string, string>();
  return (word) => {
    const known = young.get(word);
    if (known !== undefined) return known;
    const made = old.get(word) ?? make(word);
    if (young.size >= GENERATION) [old, young] = [young, new Map()];
    young.set(word, made);
    return made;
  };
}
