import type { Question } from '../questions.js';

/** Another engine with the same papers: the best 20 by any of the words, and by all of them. */
export interface OtherEngine {
  name: string;
  anyWord(question: Question): unknown;
  allWords(question: Question): unknown;
  close(): Promise<void>;
}
