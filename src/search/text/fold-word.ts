import { foldLetters, spellGreek } from '#papers';

// What folding leaves but no term needs: joiners, soft hyphens, variation selectors, marks around signs, the points of
// Hebrew and Arabic, and the marks by which a subscript or power was written on the line.
const UNWANTED = /[\u00ad\u200c\u200d\ufe00-\ufe0f\u20d0-\u20ff\u1ab0-\u1aff\u1dc0-\u1dff\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670^_]/g;
// Superscripts fold to the phonetic alphabet's letters.
const PHONETIC: Readonly<Record<string, string>> = { ɑ: 'α', ɛ: 'ε', ς: 'σ' };
const RUNS = /\p{Script=Greek}+|[[\p{L}\p{N}\p{M}]--\p{Script=Greek}]+/gv;
/** More Greek letters in a row than this are a word of the language, not symbols. */
const MOST_SYMBOLS = 3;
const LONGEST = 100;

/**
 * What a word without hyphens is looked up as: lower case, without accents, ligatures and scripts as letters on the line.
 * Several parts where Greek letters, which go by their names, stand beside others: `ΛCDM` is `lambda`, `cdm`.
 */
export function foldWord(word: string): string[] {
  if (/^[A-Za-z0-9]+$/.test(word)) return [word.toLowerCase().slice(0, LONGEST)];
  const folded = foldLetters(word).replace(UNWANTED, '').replace(/[ɑɛς]/g, (letter) => PHONETIC[letter]!);
  return (folded.match(RUNS) ?? []).flatMap(named).map(bounded).filter((part) => /[\p{L}\p{N}]/u.test(part));
}

function named(run: string): string[] {
  return run.length <= MOST_SYMBOLS && /^[α-ω]+$/.test(run) ? [...run].map(spellGreek) : [run];
}

function bounded(part: string): string {
  return part.length > LONGEST ? part.slice(0, LONGEST).toWellFormed() : part;
}
