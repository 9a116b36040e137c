/** Longer sentences are lists; their beginning says what they are about. */
const LONGEST = 2_000;
const WORDS = /[\p{L}\p{N}]+(?:['’][\p{L}]+)*/gu;
const FORMULA = /\$[^$]{1,300}\$/g;

/** Where a sentence stands among those of its abstract. */
export interface Place {
  index: number;
  of: number;
}

/**
 * What the labeller sees of a sentence, each once: its words and pairs of neighbouring words (stop words too, since
 * `we propose` and `has been` tell most; digits as 0, formulas as one), its first two words, its tenth of the
 * abstract, and whether it is the first or last. A name that begins with `@` is no word.
 */
export function features(sentence: string, place: Place): Set<string> {
  const words = featureWords(sentence);
  const found = new Set(words);
  for (let at = 1; at < words.length; at++) found.add(`${words[at - 1]} ${words[at]}`);
  for (const name of placeFeatures(words, place)) found.add(name);
  return found;
}

/** The words of a sentence as the labeller knows them, in order. */
export function featureWords(sentence: string): string[] {
  return sentence.slice(0, LONGEST).replace(FORMULA, ' 0 ').toLowerCase().replace(/\p{N}/gu, '0').match(WORDS) ?? [];
}

/** How a sentence begins and where it stands. */
export function placeFeatures(words: readonly string[], { index, of }: Place): string[] {
  const tenth = `@tenth ${Math.floor((10 * index) / of)}`;
  const ends = [...(index === 0 ? ['@first'] : []), ...(index === of - 1 ? ['@last'] : [])];
  return [`@begins ${words.slice(0, 2).join(' ')}`, `@begins ${words[0] ?? ''}`, tenth, ...ends];
}
