import type { PaperText } from './embedder.js';

/** Far beyond any abstract; what is longer is cut, as models read only the beginning. */
export const LONGEST_TEXT = 8_000;

/** What a model reads of a paper: the title, and below it the abstract. Empty when the paper says nothing. */
export function textOfPaper({ title, abstract }: PaperText): string {
  return cutText([title.trim(), abstract.trim()].filter((part) => part !== '').join('\n'));
}

/** The beginning of a text, without half a character at its end, and without control characters, which mean nothing to a model and upset some servers. */
export function cutText(text: string, longest = LONGEST_TEXT): string {
  return text.slice(0, longest).toWellFormed().replace(/[\u0000-\u0008\u000b-\u001f\u007f\ufffd]/g, ' ').trim();
}
