import { plainText } from '#lib/text';
import { stem } from './stem.js';
import { STOP_WORDS } from './stop-words.js';
import { tokens, type Token } from './tokens.js';

export interface AnalyseOptions {
  /**
   * Stop words too. Titles are indexed with them, in a column of their own, so that a query of nothing else, whose terms
   * are none without this, finds "What is it like to be a bat?".
   */
  keepStopWords?: boolean;
}

/** A text as the tokens are found in: without TeX. */
export function readable(text: string): string {
  return /[\\${]/.test(text) ? plainText(text) : text;
}

/** What a token is looked up as: its stem. */
export function termOf(token: Token): string {
  return stem(token.text);
}

/**
 * The terms of a text, TeX in it or not, as BM25 counts them: folded, stemmed after Porter, without stop words; a
 * compound gives its parts and the whole. The same for papers and queries; no term has white space in it.
 */
export function wordTerms(text: string, options: AnalyseOptions = {}): string[] {
  return kept(text, options).map(termOf);
}

/** The terms of a text in order, one for each word, compounds by their parts: `self-supervised` and `self supervised` are one phrase. */
export function phraseTerms(text: string, options: AnalyseOptions = {}): string[] {
  return kept(text, options).filter((token) => !token.joined).map(termOf);
}

/**
 * The terms of a text that vectors are made of: as `phraseTerms`, without single characters and without numbers of more
 * than four digits, which say nothing by the company they keep.
 */
export function vectorTerms(text: string): string[] {
  const says = ({ text, joined }: Token) => !joined && text.length > 1 && !/^\d{5,}$/.test(text);
  return kept(text, {}).filter(says).map(termOf);
}

/** A text analysed once for every use of its terms: analysing is most of what indexing costs. */
export interface AnalysedText {
  /** As `wordTerms`. */
  words: string[];
  /** As `phraseTerms`. */
  ordered: string[];
  /** What is in `words` and not in `ordered`, each once: the wholes of compounds. */
  wholes: string[];
}

/** The same text as `wordTerms` and `phraseTerms` give it. */
export function analyse(text: string, options: AnalyseOptions = {}): AnalysedText {
  const words: string[] = [];
  const ordered: string[] = [];
  for (const token of kept(text, options)) {
    const term = termOf(token);
    words.push(term);
    if (!token.joined) ordered.push(term);
  }
  return { words, ordered, wholes: words.length === ordered.length ? [] : [...new Set(words).difference(new Set(ordered))] };
}

function kept(text: string, options: AnalyseOptions): Token[] {
  const found = tokens(readable(text));
  return options.keepStopWords ? found : found.filter((token) => !STOP_WORDS.has(token.text));
}
