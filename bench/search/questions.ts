import { phraseTerms } from '#search';
import type { Text } from './texts.js';

/** What is asked of every engine: some words of a title, as readers type them. */
export interface Question {
  words: string[];
  /** Of the paper the words are from; a filter that leaves something. */
  category: string;
  year: string;
  number: number;
}

/** Two to four words in a row of the title of every so many papers; the same for the same papers. */
export function questionsOf(texts: Iterable<Text>, count: number): Question[] {
  const questions: Question[] = [];
  for (const { number, title, categories, published } of texts) {
    const words = title.split(/[^\p{L}\p{N}]+/u).filter((word) => word.length > 1 && phraseTerms(word).length === 1);
    const length = 2 + (questions.length % 3);
    if (words.length < length || categories[0] === undefined || published === '') continue;
    const start = questions.length % (words.length - length + 1);
    questions.push({ number, words: words.slice(start, start + length), category: categories[0], year: published.slice(0, 4) });
    if (questions.length === count) break;
  }
  return questions;
}
