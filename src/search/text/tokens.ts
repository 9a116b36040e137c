import { bigrams } from './bigrams.js';
import { foldWord } from './fold-word.js';

/** A word of a text, or a part of one, folded; it stands at `start` to `end` of the text it was found in. */
export interface Token {
  text: string;
  start: number;
  end: number;
  /** True for the whole of a compound whose parts stand before it: `covid19` after `covid` and `19`. */
  joined: boolean;
}

// A power or subscript written on the line (`CO_2`, `L^2`) belongs to its word, as it does when TeX has set it.
const ASCII_WORDS = /[a-z0-9]+(?:[_^]\d[a-z0-9]*)*(?:-[a-z0-9]+(?:[_^]\d[a-z0-9]*)*)*/gi;
// Scripts that are written without spaces; runs of them are cut into pairs of characters.
const CJK = String.raw`[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Bopomofo}ー〆]&&[\p{L}\p{N}\p{M}]`;
const LETTER = String.raw`(?:[[\p{L}\p{N}\p{M}\u00ad\u200c\u200d]--[${CJK}]]|[_^](?=\p{Nd}))`;
// Hyphens, the minus sign, the dash of `Erdős–Rényi`.
const HYPHEN = String.raw`[\-\u2010\u2011\u2013\u2212\uff0d]`;
const WORDS = new RegExp(String.raw`[${CJK}]+|[[\p{L}\p{N}]--[${CJK}]]${LETTER}*(?:${HYPHEN}[[\p{L}\p{N}]--[${CJK}]]${LETTER}*)*`, 'gv');
const IS_CJK = new RegExp(`^[${CJK}]`, 'v');
const HYPHENS = new RegExp(HYPHEN, 'gv');

/** What is longer is a list or a code; its parts are enough. */
const LONGEST_COMPOUND = 100;

/**
 * The words of a plain text in order, stop words among them, not stemmed; TeX is not understood (see `plainText`).
 * A compound (`GPT-4`, `α-divergence`) gives its parts and then the whole, joined; `C++` and `C#` keep their signs;
 * Chinese, Japanese and Korean give pairs of characters; punctuation and emoji give nothing.
 */
export function tokens(text: string): Token[] {
  const found: Token[] = [];
  const words = /^[\x00-\x7f]*$/.test(text) ? ASCII_WORDS : WORDS;
  words.lastIndex = 0;
  for (let match = words.exec(text); match; match = words.exec(text)) {
    const word = match[0];
    if (IS_CJK.test(word)) for (const pair of bigrams(word, match.index)) found.push(pair);
    else pushWord(found, text, match.index, word);
  }
  return found;
}

function pushWord(found: Token[], text: string, start: number, word: string): void {
  const end = start + word.length;
  const signs = signsBehind(text, end, word);
  if (signs === '' && /^[A-Za-z0-9]{1,100}$/.test(word)) {
    found.push({ text: word.toLowerCase(), start, end, joined: false });
  } else {
    pushCompound(found, partsOf(word, start), signs);
  }
}

function partsOf(word: string, start: number): Token[] {
  const parts: Token[] = [];
  let at = 0;
  for (const written of word.split(HYPHENS)) {
    const place = { start: start + at, end: start + at + written.length };
    for (const text of foldWord(written)) parts.push({ text, ...place, joined: false });
    at += written.length + 1;
  }
  return parts;
}

function pushCompound(found: Token[], parts: Token[], signs: string): void {
  const last = parts.at(-1);
  if (last === undefined) return;
  const start = parts[0]!.start;
  const end = last.end + signs.length;
  // `C` alone is another language than `C++`; `Notepad` is still found in `Notepad++`.
  if (last.text.length === 1) parts[parts.length - 1] = { ...last, text: last.text + signs, end };
  for (const part of parts) found.push(part);
  if (parts.length === 1 && (signs === '' || last.text.length === 1)) return;
  const whole = parts.map((part) => part.text).join('') + (last.text.length === 1 ? '' : signs);
  if (whole.length <= LONGEST_COMPOUND) found.push({ text: whole, start, end, joined: true });
}

/** `++` behind a word, or `#` behind a single letter. */
function signsBehind(text: string, end: number, word: string): string {
  const next = text.charCodeAt(end);
  if (next !== 0x2b && next !== 0x23) return '';
  if (next === 0x2b && text.charCodeAt(end + 1) === 0x2b && !/[\p{L}+]/u.test(text.charAt(end + 2))) return '++';
  const single = word.length === 1 || /[^\p{L}\p{N}]/u.test(word.charAt(word.length - 2));
  if (next === 0x23 && single && /\p{L}$/u.test(word) && !/[\p{L}\p{N}#]/u.test(text.charAt(end + 1))) return '#';
  return '';
}
