import { stemmer } from 'stemmer';

/** Most words of a text were met before; what is kept stays below about 10 MB. */
const MOST_KEPT = 60_000;
const stems = new Map<string, string>();

/** The stem of a folded word after Porter (1980), so that `networks` and `network` are one term; words beyond ASCII stay. */
export function stem(word: string): string {
  const known = stems.get(word);
  if (known !== undefined) return known;
  const made = /^[a-z0-9]{3,40}$/.test(word) ? stemmer(word) : word;
  if (stems.size >= MOST_KEPT) stems.clear();
  stems.set(word, made);
  return made;
}
