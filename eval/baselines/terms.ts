import { stemmer } from 'stemmer';

/** The English stop words of Lucene's standard analyser. */
const STOP_WORDS = new Set('a an and are as at be but by for if in into is it no not of on or such that the their then there these they this to was will with'.split(' '));

/** The terms of a plain full-text search: letters and digits, lower case, without Lucene's stop words, Porter's stems. */
export function plainTerms(text: string): string[] {
  const words = text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  return words.filter((word) => !STOP_WORDS.has(word)).map((word) => stemmer(word));
}
