import { vectorTerms } from '#search';
import { sample } from '../random.js';
import type { KnownPaper } from '../papers.js';

/** A query that one paper answers. */
export interface KnownItem {
  query: string;
  /** The paper's id. */
  answer: string;
  /** Words of the whole title. */
  titleWords: number;
}

export type Random = () => number;

const SHORTEST_TITLE = 3;
const SHORTEST_SENTENCE = 6;
/** The share of a title's telling words that a paraphrase replaces. */
const REPLACED = 0.5;

/** The title with two words left out, the others in order; nothing for a title of fewer than three. */
export function titleWithoutTwo(paper: KnownPaper, random: Random): KnownItem | undefined {
  const words = wordsOf(paper.title);
  if (words.length < SHORTEST_TITLE) return undefined;
  const dropped = new Set(sample([...words.keys()], 2, random));
  return itemOf(paper, words.filter((_, place) => !dropped.has(place)).join(' '));
}

/** One sentence of the abstract. */
export function oneSentence(paper: KnownPaper, random: Random): KnownItem | undefined {
  const sentences = paper.abstract.split(/(?<=[.!?])\s+(?=\p{Lu})/u).filter((sentence) => wordsOf(sentence).length >= SHORTEST_SENTENCE);
  const [chosen] = sample(sentences, 1, random);
  return chosen === undefined ? undefined : itemOf(paper, chosen);
}

/** The title with half of its telling words replaced by other words of the corpus that mean nearly the same. */
export function paraphrasedTitle(paper: KnownPaper, random: Random, synonym: (word: string) => string | undefined): KnownItem | undefined {
  const words = wordsOf(paper.title);
  const telling = [...words.keys()].filter((place) => vectorTerms(words[place]!).length > 0);
  const replaced = new Map(sample(telling, Math.ceil(telling.length * REPLACED), random).map((place) => [place, synonym(words[place]!)]));
  if (words.length < SHORTEST_TITLE || [...replaced.values()].every((word) => word === undefined)) return undefined;
  return itemOf(paper, words.map((word, place) => replaced.get(place) ?? word).join(' '));
}

/** What one knows who has met the author: last name and first initial, and the year. */
export function authorAndYear(paper: KnownPaper, random: Random): KnownItem | undefined {
  const [author] = sample(paper.authors, 1, random);
  const words = wordsOf(author ?? '');
  if (words.length < 2 || paper.year === undefined || /["\\]/.test(author!)) return undefined;
  return itemOf(paper, `author:"${words[0]![0]}. ${words.at(-1)!}" year:${paper.year}`);
}

function itemOf({ id, title }: KnownPaper, query: string): KnownItem {
  return { query, answer: id, titleWords: wordsOf(title).length };
}

function wordsOf(text: string): string[] {
  return text.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word));
}
