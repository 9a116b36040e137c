import { plainText } from '#lib/text';
import { JOINED, Lexicon, STOP_WORD, TELLS_NOTHING } from './lexicon.js';
import { porterStem, stem } from './stem.js';

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

/**
 * The terms of a text, TeX in it or not, as BM25 counts them: folded, stemmed after Porter, without stop words; a
 * compound gives its parts and the whole. The same for papers and queries; no term has white space in it.
 */
export function wordTerms(text: string, options: AnalyseOptions = {}): string[] {
  return termsWithout(text, without(options));
}

/** The terms of a text in order, one for each word, compounds by their parts: `self-supervised` and `self supervised` are one phrase. */
export function phraseTerms(text: string, options: AnalyseOptions = {}): string[] {
  return termsWithout(text, without(options) | JOINED);
}

/**
 * The terms of a text that vectors are made of: as `phraseTerms`, without single characters and without numbers of more
 * than four digits, which say nothing by the company they keep. All words of one stem are one term here, whatever their sense: what a term means is
 * learned from the papers that hold it, and few papers are better than half of few.
 */
export function vectorTerms(text: string): string[] {
  return termsWithout(text, STOP_WORD | JOINED | TELLS_NOTHING, lexiconOfStems);
}

/** A text analysed once for every use of its terms: analysing is most of what indexing costs. */
export interface AnalysedText {
  /** As `wordTerms`. */
  words: string[];
  /** As `phraseTerms`. */
  ordered: string[];
  /** The wholes of compounds, as often as they stand there: what is in `words` and not in `ordered`. */
  joined: string[];
  /** Of these each once, without what stands in `ordered` as well. */
  wholes: string[];
}

/** The same text as `wordTerms` and `phraseTerms` give it. */
export function analyse(text: string, options: AnalyseOptions = {}): AnalysedText {
  const unwanted = without(options);
  const [words, ordered, joined]: [string[], string[], string[]] = [[], [], []];
  lexicon.forEachTerm(readable(text), (term, marks) => {
    if ((marks & unwanted) !== 0) return;
    words.push(term);
    (marks & JOINED ? joined : ordered).push(term);
  });
  return { words, ordered, joined, wholes: joined.length === 0 ? [] : [...new Set(joined).difference(new Set(ordered))] };
}

/** One for all: texts are made of the same words. */
const lexicon = new Lexicon(stem);
const lexiconOfStems = new Lexicon(porterStem);

function without({ keepStopWords }: AnalyseOptions): number {
  return keepStopWords ? 0 : STOP_WORD;
}

function termsWithout(text: string, unwanted: number, from = lexicon): string[] {
  const terms: string[] = [];
  from.forEachTerm(readable(text), (term, marks) => {
    if ((marks & unwanted) === 0) terms.push(term);
  });
  return terms;
}
