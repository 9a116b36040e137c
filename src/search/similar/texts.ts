import { InvalidInputError } from '#lib';
import type { PaperText } from '../embed/embedder.js';
import { vectorsBy } from '../query-vector.js';
import { tellingTerms } from '../rank/term-weights.js';
import { wordTerms } from '../text/analyse.js';
import { explainHits } from './explain.js';
import { COMPARED_TERMS } from './limits.js';
import { meanVector } from './mean-vector.js';
import { dayOf, type SimilarRequest, type SimilarResults, type Surroundings } from './papers.js';
import { rankAlike } from './rank-alike.js';

const LIMIT = 50;
/** A list of references is shorter; what comes after is not read. */
const MOST_TEXTS = 500;
const LONGEST_TEXT = 20_000;

/** The papers most like texts: their terms together, and the mean of their vectors. @throws InvalidInputError when they say nothing */
export async function similarTexts({ context, index, frequencies }: Surroundings, texts: readonly PaperText[], { since, limit = LIMIT }: SimilarRequest): Promise<SimilarResults> {
  const read = texts.slice(0, MOST_TEXTS).map(({ title, abstract }) => ({ title: title.slice(0, LONGEST_TEXT), abstract: abstract.slice(0, LONGEST_TEXT) }));
  const all = read.flatMap(({ title, abstract }) => [...wordTerms(title), ...wordTerms(title), ...wordTerms(abstract)]);
  if (all.length === 0) throw new InvalidInputError('The text has no word to look for. Paste an abstract, or the entries of a BibTeX file.');
  const terms = tellingTerms(all, frequencies, COMPARED_TERMS);
  const vector = meanVector(await vectorsBy(context, index, (embedder) => embedder.embedPapers(read)));
  const papers = await rankAlike(index, { terms, frequencies, vector, since: dayOf(since), exact: limit });
  return { hits: await explainHits(index, papers.slice(0, limit), terms), vectors: index.vectors !== undefined };
}
