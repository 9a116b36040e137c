import { countTerms } from './count-terms.js';
import { NothingToLearnError } from './errors.js';
import { Random } from './random.js';
import { Sample, type LearningPaper } from './sample.js';
import { singularVectors } from './singular-vectors.js';
import { DIMENSIONS, quantise, type TermTable } from './term-table.js';
import { train, type Pairs } from './train.js';
import { chooseVocabulary, unknownShare } from './vocabulary.js';
import { weigh, weighTogether } from './weigh.js';

export type LearningStep = 'reading' | 'counting' | 'decomposing' | 'training';

export interface LearningProgress {
  step: LearningStep;
  /** The share of the step that is done; while reading, which has no known end, the papers read. */
  done: number;
}

export interface LearnOptions {
  seed?: number;
  /** How many papers are learned from at most. */
  sample?: number;
  /** Papers that are not the instance's own, and fill the sample when those do not. */
  besides?: AsyncIterable<LearningPaper> | Iterable<LearningPaper>;
  onProgress?: (progress: LearningProgress) => void;
  signal?: AbortSignal;
}

/** Papers drawn to learn from, and how many there were. */
export interface Drawn {
  papers: LearningPaper[];
  seen: number;
  seed: number;
}

export const DEFAULT_SEED = 1;
/** More do not rank better: they make the small fields smaller. */
export const LARGEST_SAMPLE = 60_000;
/** Scales the start of the training, so that its first steps are neither lost nor everything. */
const START_SCALE = 4;

/**
 * Learns vectors of terms from titles and abstracts: singular vectors of the papers' weighted terms, trained until titles
 * know their abstracts. The same papers in the same order and the same seed give the same table. Learning takes about a minute
 * of one processor and blocks it; `learnInThread` does not.
 * @throws NothingToLearnError
 */
export async function learn(papers: AsyncIterable<LearningPaper> | Iterable<LearningPaper>, options: LearnOptions = {}): Promise<TermTable> {
  return learnFromDrawn(await draw(papers, options), options.onProgress ?? (() => {}));
}

/** Reads all papers once and keeps a sample. */
export async function draw(papers: AsyncIterable<LearningPaper> | Iterable<LearningPaper>, options: LearnOptions): Promise<Drawn> {
  const seed = options.seed ?? DEFAULT_SEED;
  const limit = options.sample ?? LARGEST_SAMPLE;
  const own = await sampleOf(papers, new Sample(limit, seed), options);
  const drawn = own.papers();
  if (options.besides !== undefined && drawn.length < limit) {
    drawn.push(...(await sampleOf(options.besides, new Sample(limit - drawn.length, seed), options)).papers());
  }
  return { papers: drawn, seen: own.seen, seed };
}

/**
 * The second half of `learn`, which only computes.
 * @throws NothingToLearnError
 */
export function learnFromDrawn({ papers, seen, seed }: Drawn, onProgress: (progress: LearningProgress) => void): TermTable {
  const counts = countTerms(papers, (done) => onProgress({ step: 'counting', done }));
  const { vocabulary, numbers } = chooseVocabulary(counts, papers.length);
  if (vocabulary.terms.length === 0) {
    throw new NothingToLearnError(`In ${papers.length} papers no word stands often enough to learn from. Search goes on by words; it learns when there are more papers.`);
  }
  const random = new Random(seed);
  const weights = { numbers, weights: vocabulary.weights };
  const start = singularVectors(weighTogether(counts, weights), {
    columns: vocabulary.terms.length,
    count: DIMENSIONS,
    random,
    onProgress: (done) => onProgress({ step: 'decomposing', done }),
  });
  const values = start.values.map((value) => START_SCALE * value);
  const pairs = { titles: weigh(counts.titles, weights), abstracts: weigh(counts.abstracts, weights), categories: numbered(papers) };
  train({ width: DIMENSIONS, values }, pairs, {
    epochs: epochsFor(papers.length),
    random,
    onProgress: (done) => onProgress({ step: 'training', done }),
  });
  const learned = { seed, papers: seen, sampled: papers.length, unknownShare: unknownShare(counts, numbers, vocabulary) };
  return { learned, vocabulary, dimensions: DIMENSIONS, ...quantise(values, DIMENSIONS) };
}

/** Few papers are seen more often, for the steps that the vectors need. */
export function epochsFor(papers: number): number {
  if (papers < 8_000) return 10;
  return papers < 20_000 ? 6 : 3;
}

async function sampleOf(papers: AsyncIterable<LearningPaper> | Iterable<LearningPaper>, sample: Sample, { signal, onProgress }: LearnOptions): Promise<Sample> {
  for await (const paper of papers) {
    signal?.throwIfAborted();
    sample.offer(paper);
    if (sample.seen % 1_000 === 0) onProgress?.({ step: 'reading', done: sample.seen });
  }
  return sample;
}

function numbered(papers: readonly LearningPaper[]): Uint32Array {
  const numbers = new Map<string, number>();
  return Uint32Array.from(papers, ({ category = '' }) => {
    if (!numbers.has(category)) numbers.set(category, numbers.size);
    return numbers.get(category)!;
  });
}
