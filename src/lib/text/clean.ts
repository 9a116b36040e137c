import { repairMojibake } from './mojibake.js';

// C0 and C1 controls but tab and line ends, soft hyphen, direction marks, embeddings, overrides and isolates,
// zero-width space and joiner of words, byte order mark, annotation and tag characters, non-characters.
const INVISIBLE =
  /[\0-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ufffe\uffff\u{e0000}-\u{e007f}]/gu;
// More marks on one letter than any script needs, piled up to paint over the lines above.
const PILED_MARKS = /(\p{M}{8})\p{M}+/gu;
// Words of plain ASCII with single spaces between: most strings, told in one pass.
const CLEAN_ASCII = /^(?:[!-~]+(?: [!-~]+)*)?$/;
// Each round that repairs mojibake halves the characters beyond ASCII, so no string needs as many.
const MOST_ROUNDS = 64;

/** Takes away every character that is not seen but could reorder, hide or break text; lone surrogates become U+FFFD. */
export function withoutInvisible(text: string): string {
  return isPlainAscii(text) ? text : text.toWellFormed().replace(INVISIBLE, '').replace(PILED_MARKS, '$1');
}

/**
 * Cleans a string that came from outside, as parsers do with every one: mojibake repaired, invisible and control
 * characters out, composed (NFC), white space folded and trimmed. Cleaning twice changes nothing more.
 */
export function cleanText(source: string): string {
  if (CLEAN_ASCII.test(source)) return source;
  let text = source;
  // What one step takes away can bring together what another repairs, so the steps repeat until nothing changes.
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const cleaner = cleanOnce(text);
    if (cleaner === text) break;
    text = cleaner;
  }
  return text;
}

function cleanOnce(text: string): string {
  if (isPlainAscii(text)) return foldSpace(text);
  return foldSpace(withoutInvisible(repairMojibake(text)).normalize('NFC'));
}

function isPlainAscii(text: string): boolean {
  return /^[\t\n\r -~]*$/.test(text);
}

function foldSpace(text: string): string {
  return /^\s|\s$|[^\S ]|  /.test(text) ? text.replace(/[\s\x85]+/g, ' ').trim() : text;
}
