import { phraseTerms, wordTerms } from './analyse.js';
import { stem } from './stem.js';
import { tokens, type Token } from './tokens.js';

/** A stretch of a text, from `start` to before `end`. */
export interface Range {
  start: number;
  end: number;
}

/** Finds in a text what a query asks for. */
export type Highlighter = (text: string) => Range[];

/**
 * A highlighter for words and phrases, each as a reader wrote it; what has several words is a phrase. Words are found in
 * all their forms, as the index finds them; a phrase only where its words follow each other. The ranges are in order and
 * do not touch.
 */
export function highlighter(asked: readonly string[]): Highlighter {
  const words = new Set<string>();
  const phrases: string[][] = [];
  for (const text of asked) {
    const phrase = phraseTerms(text, { keepStopWords: true });
    if (phrase.length > 1 && /\s/.test(text.trim())) phrases.push(phrase);
    else for (const term of wordTerms(text)) words.add(term);
  }
  if (words.size === 0 && phrases.length === 0) return () => [];
  const initials = new Set([...words, ...phrases.flat()].map((term) => term[0]));
  return (text) => {
    // A stem begins as its word does: most words need no stemming to be none that is asked for.
    const found = tokens(text).map((token) => ({ ...token, term: initials.has(token.text[0]) ? stem(token.text) : '' }));
    return united([...found.filter(({ term }) => words.has(term)), ...phrases.flatMap((phrase) => runs(found, phrase))]);
  };
}

interface Termed extends Token {
  term: string;
}

/** Where the words of a phrase follow each other; a compound counts by its parts. */
function runs(found: readonly Termed[], phrase: readonly string[]): Range[] {
  const parts = found.filter(({ joined }) => !joined);
  return parts.flatMap((first, at) => {
    const follows = phrase.every((term, index) => parts[at + index]?.term === term);
    return follows ? [{ start: first.start, end: parts[at + phrase.length - 1]!.end }] : [];
  });
}

/** The same stretches of text in as few ranges as say it. */
function united(ranges: readonly Range[]): Range[] {
  const all: Range[] = [];
  for (const { start, end } of ranges.toSorted((a, b) => a.start - b.start || b.end - a.end)) {
    const last = all.at(-1);
    if (last !== undefined && start <= last.end) last.end = Math.max(last.end, end);
    else all.push({ start, end });
  }
  return all;
}
