/** Letters that Unicode does not decompose, by what they are written as in plain ASCII. */
const LETTERS: Record<string, string> = {
  ß: 'ss', ẞ: 'ss', æ: 'ae', œ: 'oe', ø: 'o', ł: 'l', đ: 'd', ð: 'd', þ: 'th', ħ: 'h', ı: 'i', ŧ: 't', ŋ: 'n', ĸ: 'k',
};
const LETTER = new RegExp(`[${Object.keys(LETTERS).join('')}]`, 'g');
const LATIN_MARKS = /[\u0300-\u036f]/g;

/**
 * Lower case without accents: `Pöschel` is `poschel`, `Łukasz` is `lukasz`, `ﬁ` is `fi`.
 * Marks of other scripts stay, where they are not accents but vowels. Folding twice changes nothing.
 */
export function foldLetters(text: string): string {
  if (/^[\x00-\x7f]*$/.test(text)) return text.toLowerCase();
  const bare = text.normalize('NFKD').replace(LATIN_MARKS, '').toLowerCase().replace(LETTER, (letter) => LETTERS[letter]!);
  return bare.normalize('NFKD').replace(LATIN_MARKS, '').normalize('NFC');
}

const GREEK = 'alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi omicron pi rho sigma sigma tau upsilon phi chi psi omega'.split(' ');

/** Greek letters of a folded text by name, as sources without them write: `α-decay` is `alpha-decay`. */
export function spellGreek(folded: string): string {
  return folded.replace(/[α-ω]/g, (letter) => GREEK[letter.charCodeAt(0) - 'α'.charCodeAt(0)]!);
}
