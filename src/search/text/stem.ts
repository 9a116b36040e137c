import { stemmer } from 'stemmer';

/** So many of the words met last, and as many of those before them, keep their stems: below about 15 MB. */
const GENERATION = 50_000;
let young = new Map<string, string>();
let old = new Map<string, string>();

/** The stem of a folded word after Porter (1980), so that `networks` and `network` are one term; words beyond ASCII stay. */
export function stem(word: string): string {
  return young.get(word) ?? kept(word, old.get(word) ?? stemmed(word));
}

function stemmed(word: string): string {
  return /^[a-z0-9]{3,40}$/.test(word) ? stemmer(word) : word;
}

function kept(word: string, made: string): string {
  if (young.size >= GENERATION) {
    old = young;
    young = new Map();
  }
  young.set(word, made);
  return made;
}
