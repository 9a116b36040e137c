import { plainText } from '#lib/text';
import { foldLetters, spellGreek } from './fold.js';

export { genericTitle } from './generic-title.js';

const TAG = /<\/?(?:[biu]|em|strong|su[bp]|sc|span|tt|(?:mml|jats):\w+)(?:\s[^<>]*)?\/?>/gi;

/**
 * The text by which two records are seen to have the same title: letters, digits and signs of mathematics, without
 * accents, case, white space, hyphens and other punctuation; Greek letters by name. `Kähler–Einstein` is
 * `Kahler Einstein`, `$\alpha$-decay` is `Alpha Decay`; `RCD^*(K,N)` is not `RCD(K,N)`, `L^p` not `L^2`.
 * Letters of all scripts count. Empty when there is none.
 */
export function titleKey(title: string): string {
  const words = spellGreek(foldLetters(plainText(title.replace(TAG, ''))))
    .replace(/&(?:amp;)?/g, ' and ')
    .replace(/[∗⋆]/g, '*')
    .replace(/×/g, 'x')
    .replace(/[~|−]/g, '');
  return words.match(/[\p{L}\p{N}\p{M}\p{Sm}*#]+/gu)?.join('') ?? '';
}

const FEWEST_WORDS = 20;
const NEARLY = 0.8;

/**
 * Whether two texts are the same but for small changes: the Dice coefficient of their pairs of neighbouring words
 * (Dice 1945; pairs counted as often as they occur) is at least 0.8. Texts under 20 words say too little: never.
 *
 * Of 254 pairs in 200,000 records with equal titles and agreeing authors 227 reach 0.8, and 203 reach 0.9; of pairs with
 * equal titles by different people, notices such as "Discussion of" apart, none is above 0.51.
 */
export function nearlyEqualText(a: string, b: string): boolean {
  const [left, right] = [wordsOf(a), wordsOf(b)];
  if (left.length < FEWEST_WORDS || right.length < FEWEST_WORDS) return false;
  return dice(pairs(left), pairs(right)) >= NEARLY;
}

function wordsOf(text: string): string[] {
  return foldLetters(text).match(/[\p{L}\p{N}\p{M}]+/gu) ?? [];
}

function pairs(words: string[]): string[] {
  return words.slice(1).map((word, index) => `${words[index]} ${word}`);
}

function dice(a: string[], b: string[]): number {
  const counts = new Map<string, number>();
  for (const pair of a) counts.set(pair, (counts.get(pair) ?? 0) + 1);
  let shared = 0;
  for (const pair of b) {
    const left = counts.get(pair) ?? 0;
    if (left > 0) shared += 1;
    counts.set(pair, left - 1);
  }
  return (2 * shared) / (a.length + b.length);
}
