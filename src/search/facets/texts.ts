import { FACETS, type Facet } from './facet.js';
import { labelSentences } from './labeller.js';
import { sentences } from './sentences.js';
import { structuredSentences, type LabelledSentence } from './structured.js';

/** More than any abstract has; what is longer was pasted. */
const LONGEST = 20_000;

/** The sentences of an abstract and what each is about: as its headings say where it has them, else as the labeller reads it. */
export function labelledSentences(abstract: string): LabelledSentence[] {
  const text = abstract.slice(0, LONGEST);
  const said = structuredSentences(text);
  if (said) return said;
  const list = sentences(text);
  const facets = labelSentences(list);
  return list.map((sentence, at) => ({ text: sentence, facet: facets[at]! }));
}

/** What an abstract says of each facet; empty where it says nothing. @throws WeightsError */
export function facetTexts(abstract: string): Record<Facet, string> {
  const labelled = labelledSentences(abstract);
  const of = (wanted: Facet) => labelled.filter(({ facet }) => facet === wanted).map(({ text }) => text).join(' ');
  return Object.fromEntries(FACETS.map((facet) => [facet, of(facet)])) as Record<Facet, string>;
}
