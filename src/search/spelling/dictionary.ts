import { compareText } from './order.js';
import { STOP_WORDS } from '../text/stop-words.js';
import { oneEditAway, slipsBetween } from './edits.js';

/**
 * The words of an instance's papers, with in how many papers each was met. Written like text: words as `tokens` folds them. A pair with
 * a space between (`multi modal`) is another way in which papers write one of the words.
 */
export class Dictionary {
  /** Sorted by code units; each word is found by halving. */
  private readonly words: readonly string[];
  private readonly papers: Uint32Array;
  /** Of the most usual word. */
  private readonly most: number;
  /** The most usual pair that is another way to write a word. */
  private readonly pairs = new Map<string, string>();

  private constructor(entries: readonly (readonly [word: string, papers: number])[]) {
    const sorted = entries.toSorted(([one], [other]) => compareText(one, other));
    this.words = sorted.map(([word]) => word);
    this.papers = Uint32Array.from(sorted, ([, papers]) => papers);
    this.most = this.papers.reduce((most, papers) => Math.max(most, papers), 0);
    for (const [pair, papers] of sorted.filter(([word]) => word.includes(' '))) {
      const whole = pair.replace(' ', '');
      if (papers > this.frequency(this.pairs.get(whole) ?? '')) this.pairs.set(whole, pair);
    }
  }

  static of(entries: Iterable<readonly [word: string, papers: number]>): Dictionary {
    return new Dictionary([...new Map(entries)]);
  }

  get size(): number {
    return this.words.length;
  }

  *entries(): Generator<[word: string, papers: number]> {
    for (const [at, word] of this.words.entries()) yield [word, this.papers[at]!];
  }

  /** In how many papers a word was met; 0 for one that is not here. */
  frequency(word: string): number {
    const at = this.firstFrom(word);
    return this.words[at] === word ? this.papers[at]! : 0;
  }

  /**
   * Two neighbouring words as one, where that is as usual: `multi`, `modal` as `multimodal`. A way that few write (`timeseries`) is a
   * rare word, which would count for more than all others of the query.
   */
  joined(one: string, other: string): string | undefined {
    const apart = this.frequency(`${one} ${other}`);
    return apart > 0 && this.frequency(one + other) >= apart * AS_USUAL ? one + other : undefined;
  }

  /** A word as the two that papers write in its place, by a share of as many as write it: `multimodal` as `multi modal`. */
  parted(word: string, share = AS_USUAL): string | undefined {
    const pair = this.pairs.get(word);
    return pair !== undefined && this.frequency(pair) >= this.frequency(word) * share ? pair : undefined;
  }

  /** Words that begin so, the most frequent first. */
  complete(prefix: string, limit: number): string[] {
    const found: number[] = [];
    for (let at = this.firstFrom(prefix); this.words[at]?.startsWith(prefix); at++) found.push(at);
    return found.sort((one, other) => this.papers[other]! - this.papers[one]! || one - other).slice(0, limit).map((at) => this.words[at]!);
  }

  /**
   * What a misspelt word was probably meant to be: one slip away, in a long word two, or two words without their space.
   * Undefined for a word that is in use, that is too short to tell, or that is like no other.
   */
  correction(word: string): string | undefined {
    if (!/^\p{L}{4,40}$/u.test(word)) return undefined;
    const own = this.frequency(word);
    const enough = Math.max(FREQUENT_ENOUGH, own * TIMES_AS_FREQUENT);
    // Most words of most queries are in such use that no other is so much more usual: they need no looking up of some five hundred others.
    if (own > 0 && enough > this.most) return undefined;
    // `wish` is no slip of `with`, and a stop word in its place would ask for nothing.
    const likely = new Set(oneEditAway(word));
    const near = this.best(word, own > 0 ? likely.difference(STOP_WORDS) : likely, enough);
    if (near !== undefined || own > 0) return near;
    return this.inTwo(word) ?? (word.length >= LONG ? this.twoSlipsAway(word) : undefined);
  }

  /** The most frequent of these; one with another first letter must be far more so, as first letters are seldom wrong. */
  private best(word: string, candidates: Iterable<string>, enough: number): string | undefined {
    let best: { word: string; weight: number } | undefined;
    for (const candidate of candidates) {
      const papers = this.frequency(candidate);
      const weight = candidate[0] === word[0] ? papers : papers / OTHER_BEGINNING;
      if (weight >= enough && weight > (best?.weight ?? 0) && candidate !== word) best = { word: candidate, weight };
    }
    return best?.word;
  }

  /** The words of the same first letter and nearly the same length are few enough to be looked at one by one. */
  private twoSlipsAway(word: string): string | undefined {
    const near: string[] = [];
    for (let at = this.firstFrom(word[0]!); this.words[at]?.startsWith(word[0]!); at++) {
      const other = this.words[at]!;
      if (this.papers[at]! >= FREQUENT_FOR_TWO && !other.includes(' ') && slipsBetween(word, other, 2) === 2) near.push(other);
    }
    return this.best(word, near, FREQUENT_FOR_TWO);
  }

  /** `neuralnetwork` as `neural network`, where both halves are in common use. */
  private inTwo(word: string): string | undefined {
    let best: { words: string; papers: number } | undefined;
    for (let at = SHORTEST_HALF; at <= word.length - SHORTEST_HALF; at++) {
      const papers = Math.min(this.frequency(word.slice(0, at)), this.frequency(word.slice(at)));
      if (papers >= FREQUENT_FOR_TWO && papers > (best?.papers ?? 0)) best = { words: `${word.slice(0, at)} ${word.slice(at)}`, papers };
    }
    return best?.words;
  }

  private firstFrom(word: string): number {
    let [low, high] = [0, this.words.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (compareText(this.words[middle]!, word) < 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

/** In fewer papers a word may be a misspelling itself. */
const FREQUENT_ENOUGH = 10;
const FREQUENT_FOR_TWO = 50;
/** A word that was met is only taken for a misspelling of one that is met so many times as often. */
const TIMES_AS_FREQUENT = 500;
const OTHER_BEGINNING = 20;
/** Of the papers that write it as it was typed, the share that must write it the other way. */
const AS_USUAL = 0.5;
/** From this length on two slips leave a word recognisable. */
const LONG = 8;
const SHORTEST_HALF = 4;
