import { Random } from './random.js';
import type { LearningPaper } from './sample.js';

/** Subjects with their words; those in one pair of brackets mean the same, and no paper has both. */
const SUBJECTS: (string | string[])[][] = [
  [['automobile', 'car'], 'engine', 'road', 'wheel', 'brake', 'driver', 'traffic'],
  [['tumour', 'neoplasm'], 'tissue', 'biopsy', 'patient', 'therapy', 'dose', 'survival'],
  ['folding', 'paper', 'proof', 'crease', 'sheet', 'origami', 'theorem'],
  ['neural', 'network', 'protein', 'graph', 'layer', 'residue', 'embedding'],
  ['star', 'galaxy', 'redshift', 'telescope', 'dust', 'spectrum', 'halo'],
  ['auction', 'bidder', 'price', 'market', 'welfare', 'seller', 'mechanism'],
  ['glacier', 'ice', 'sediment', 'ocean', 'climate', 'carbon', 'core'],
  ['compiler', 'register', 'program', 'pointer', 'thread', 'cache', 'kernel'],
];

/** Words that stand in papers on anything. */
const ANYWHERE = ['method', 'result', 'measure', 'estimate', 'model', 'approach', 'limit', 'error', 'sample', 'study'];

/** Papers written by chance from the words of their subject, which is their category. The same seed gives the same papers. */
export function madeUpPapers(count: number, seed = 1): LearningPaper[] {
  const random = new Random(seed);
  return Array.from({ length: count }, (_, at) => {
    const subject = at % SUBJECTS.length;
    const words = SUBJECTS[subject]!.map((word) => (typeof word === 'string' ? word : word[random.below(word.length)]!));
    const some = (from: readonly string[], howMany: number) => Array.from({ length: howMany }, () => from[random.below(from.length)]!);
    const abstract = [...some(words, 14), ...some(ANYWHERE, 6)];
    random.shuffle(abstract);
    return { title: [...some(words, 3), ...some(ANYWHERE, 1)].join(' '), abstract: `${abstract.join(' ')}.`, category: `subject.${subject}` };
  });
}

/** Pairs of words that mean the same. */
export const SYNONYMS = SUBJECTS.flat().filter((word) => typeof word !== 'string') as [string, string][];

/** The words of all subjects but that of a word. */
export function otherSubjects(word: string): string[] {
  return SUBJECTS.map((words) => words.flat()).filter((words) => !words.includes(word)).flat();
}
