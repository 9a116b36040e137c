import type { PaperText } from '../embedder.js';
import { Random } from './random.js';

/** A paper to learn from. */
export interface LearningPaper extends PaperText {
  /** Its primary category; papers without one make a group of their own. */
  category?: string;
}

/** How much longer than its limit the sample may become before it is cut: cutting sorts, and is worth doing rarely. */
const SLACK = 1.1;
/** What is longer is no title or abstract; it would only cost memory. */
const LONGEST_TITLE = 1_000;
const LONGEST_ABSTRACT = 10_000;

interface Stratum {
  seen: number;
  /** Papers that drew this number or a higher one are not kept. */
  threshold: number;
  kept: { drawn: number; paper: LearningPaper }[];
}

/**
 * A random sample of papers that pass by once, of which only the sample is held. Each category gives papers by the square root
 * of its size (power allocation, Bankier 1988): large fields give most, small ones are not lost. Every paper draws a number,
 * and a category keeps those who drew the lowest, so that each of its papers has the same chance, early or late.
 */
export class Sample {
  readonly #limit: number;
  readonly #random: Random;
  readonly #strata = new Map<string, Stratum>();
  #kept = 0;
  #seen = 0;

  constructor(limit: number, seed: number) {
    this.#limit = limit;
    this.#random = new Random(seed);
  }

  /** How many papers passed by. */
  get seen(): number {
    return this.#seen;
  }

  offer(paper: LearningPaper): void {
    const stratum = this.#stratumOf(paper.category ?? '');
    const drawn = this.#random.uniform();
    stratum.seen++;
    this.#seen++;
    if (drawn >= stratum.threshold) return;
    stratum.kept.push({ drawn, paper: cut(paper) });
    this.#kept++;
    if (this.#kept > this.#limit * SLACK) this.#trim();
  }

  /** The sample, at most as long as its limit, category by category. */
  papers(): LearningPaper[] {
    this.#trim();
    return [...this.#strata.values()].flatMap(({ kept }) => kept.map(({ paper }) => paper));
  }

  #stratumOf(category: string): Stratum {
    const known = this.#strata.get(category);
    if (known !== undefined) return known;
    const made: Stratum = { seen: 0, threshold: 1, kept: [] };
    this.#strata.set(category, made);
    return made;
  }

  #trim(): void {
    if (this.#kept <= this.#limit) return;
    const strata = [...this.#strata.values()];
    const sizes = allocate(strata.map(({ kept, seen }) => ({ available: kept.length, weight: Math.sqrt(seen) })), this.#limit);
    strata.forEach((stratum, at) => {
      const size = sizes[at]!;
      if (stratum.kept.length <= size) return;
      stratum.kept.sort((a, b) => a.drawn - b.drawn);
      stratum.threshold = stratum.kept[size]!.drawn;
      stratum.kept.length = size;
    });
    this.#kept = strata.reduce((sum, { kept }) => sum + kept.length, 0);
  }
}

/**
 * Shares out `limit` places by weight; what one cannot fill goes to the others.
 * Fractions are cut off, so that some places, fewer than there are to share among, may stay free.
 */
export function allocate(strata: readonly { available: number; weight: number }[], limit: number): number[] {
  const sizes = strata.map(() => 0);
  let open = strata.map((_, at) => at);
  let left = limit;
  for (;;) {
    const weights = open.reduce((sum, at) => sum + strata[at]!.weight, 0);
    const share = (at: number) => (left * strata[at]!.weight) / weights;
    const full = open.filter((at) => strata[at]!.available <= share(at));
    if (full.length === 0) {
      for (const at of open) sizes[at] = Math.floor(share(at));
      return sizes;
    }
    for (const at of full) {
      sizes[at] = strata[at]!.available;
      left -= sizes[at];
    }
    open = open.filter((at) => !full.includes(at));
  }
}

function cut({ title, abstract, category }: LearningPaper): LearningPaper {
  return { title: title.slice(0, LONGEST_TITLE), abstract: abstract.slice(0, LONGEST_ABSTRACT), category };
}
