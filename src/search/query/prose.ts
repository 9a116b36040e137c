import type { Token } from './scan.js';
import { wordsCutFrom, wordsIn } from './words.js';

/** Nobody types so many words with syntax between them and no field. */
const SURELY = 25;
/** A sentence of so many words, with its full stop, was written to be read. */
const SENTENCE = 12;
const ENDS_SENTENCE = /[.?!。？！]["”»)]*$/;

/**
 * Whether a query is a pasted paragraph or a question in full. Quotation marks, dashes and brackets are punctuation in it:
 * to demand each quoted word would leave nothing to find.
 */
export function isProse(text: string, tokens: readonly Token[]): boolean {
  if (tokens.some((token) => 'field' in token && token.field !== undefined)) return false;
  const words = text.split(/\s+/).length;
  return words >= SURELY || (words >= SENTENCE && ENDS_SENTENCE.test(text));
}

/** All its words in their order. */
export function wordsOfProse(text: string, tokens: readonly Token[]): string[] {
  return tokens.flatMap((token) => {
    if (token.kind === 'text') return token.quoted ? wordsCutFrom(token.value) : wordsIn(token.value);
    return wordsIn(text.slice(token.start, token.end));
  });
}
