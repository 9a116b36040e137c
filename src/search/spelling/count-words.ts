import { plainText } from '#lib/text';
import { tokens } from '../text/tokens.js';
import type { PaperText } from '../embed/embedder.js';

/** A word met in fewer papers is as often a slip as a word. */
const FEWEST_PAPERS = 3;
/** Beyond so many words those that were met once are forgotten: the memory stays below about 100 MB. */
const MOST_COUNTED = 600_000;

/** Counts in how many papers each word stands. */
export class WordCounter {
  private counts = new Map<string, number>();

  add({ title, abstract }: PaperText): void {
    const words = new Set(tokens(plainText(`${title}\n${abstract}`)).map(({ text }) => text));
    for (const word of words) if (/^\p{L}{2,40}$/u.test(word)) this.counts.set(word, (this.counts.get(word) ?? 0) + 1);
    if (this.counts.size > MOST_COUNTED) this.counts = new Map([...this.counts].filter(([, papers]) => papers > 1));
  }

  /** The words met in several papers. */
  *known(): Generator<[word: string, papers: number]> {
    for (const entry of this.counts) if (entry[1] >= FEWEST_PAPERS) yield entry;
  }
}
