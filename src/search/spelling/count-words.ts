import { plainText } from '#lib/text';
import { STOP_WORDS } from '../text/stop-words.js';
import { tokens, type Token } from '../text/tokens.js';
import type { PaperText } from '../embed/embedder.js';

/** A word met in fewer papers is as often a slip as a word. */
const FEWEST_PAPERS = 3;
/** Beyond so many words those that were met once are forgotten: the memory stays below about 100 MB. */
const MOST_COUNTED = 600_000;

/** What stands behind `model's` is no word. */
const SHORTEST_END = 3;
/** Two words are another way to write one when papers do it so often, beside the one. */
const PAIR_SHARE = 0.01;

/** Counts in how many papers each word stands, and each pair of neighbours that is written as one word too. */
export class WordCounter {
  private counts = new Map<string, number>();
  private readonly pairs = new Map<string, number>();

  add({ title, abstract }: PaperText): void {
    // The wholes of compounds are nobody's way of writing: `large-language` is no word `largelanguage`.
    const found = tokens(plainText(`${title}\n${abstract}`)).filter(({ joined }) => !joined);
    for (const word of new Set(found.map(({ text }) => text))) if (/^\p{L}{2,40}$/u.test(word)) this.counts.set(word, (this.counts.get(word) ?? 0) + 1);
    for (const pair of this.pairsIn(found)) this.pairs.set(pair, (this.pairs.get(pair) ?? 0) + 1);
    if (this.counts.size > MOST_COUNTED) this.counts = new Map([...this.counts].filter(([, papers]) => papers > 1));
  }

  /** The words met in several papers, and pairs such as `multi modal`. */
  *known(): Generator<[word: string, papers: number]> {
    for (const entry of this.counts) if (entry[1] >= FEWEST_PAPERS) yield entry;
    for (const [pair, papers] of this.pairs) if (papers >= Math.max(FEWEST_PAPERS, this.papersWith(pair.replace(' ', '')) * PAIR_SHARE)) yield [pair, papers];
  }

  /** Neighbours, the parts of compounds among them, that somebody has written as one word before: pairs of all words would fill the memory. */
  private pairsIn(found: readonly Token[]): Set<string> {
    const pairs = new Set<string>();
    let before = '';
    for (const { text } of found) {
      if (before !== '' && text.length >= SHORTEST_END && !STOP_WORDS.has(text) && this.counts.has(before + text)) pairs.add(`${before} ${text}`);
      before = STOP_WORDS.has(text) ? '' : text;
    }
    return pairs;
  }

  private papersWith(word: string): number {
    return this.counts.get(word) ?? Infinity;
  }
}
