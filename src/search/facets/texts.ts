import { FACETS, type Facet } from './facet.js';
import { labelSentences, likeliest } from './labeller.js';
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

/**
 * What an abstract says of each facet; empty where it says nothing. Two of five abstracts have no sentence that is of the method more
 * than of anything else, though most tell some of it beside a finding: then the likeliest sentence stands for it, if it is likelier than chance.
 * @throws WeightsError
 */
export function facetTexts(abstract: string): Record<Facet, string> {
  const labelled = labelledSentences(abstract);
  return Object.fromEntries(FACETS.map((facet) => [facet, textOf(labelled, facet)])) as Record<Facet, string>;
}

function textOf(labelled: readonly LabelledSentence[], wanted: Facet): string {
  const said = labelled.filter(({ facet }) => facet === wanted);
  if (said.length > 0) return said.map(({ text }) => text).join(' ');
  const list = labelled.map(({ text }) => text);
  const place = likeliest(list, wanted);
  return place === undefined ? '' : list[place]!;
}
