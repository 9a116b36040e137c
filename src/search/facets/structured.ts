import type { Facet } from './facet.js';
import { sentences } from './sentences.js';

/** A sentence whose facet its author has said. */
export interface LabelledSentence {
  text: string;
  facet: Facet;
}

/** What authors write above the parts of an abstract. What is about two facets at once, or none, is under `none` and is left out. */
const HEADINGS: Record<Facet | 'none', string> = {
  background: 'background|backgrounds|introduction|motivation|context|objective|objectives|aim|aims|purpose|goal|goals|rationale|problem|hypothesis|research question|research questions|background and objective|background and objectives|background and aims|background and purpose|background & objectives|purpose of review|background and aim|aims and objectives|problem statement|objective and background|background/objective|background/objectives|study objective',
  method: 'method|methods|methodology|approach|materials and methods|material and methods|materials & methods|patients and methods|design|study design|data and methods|methods and materials|design/methodology/approach|experimental design|procedure|proposed method|subjects and methods|method and materials|methods and analysis',
  result: 'result|results|finding|findings|key findings|main results|conclusion|conclusions|discussion|interpretation|results and conclusion|results and conclusions|results and discussion|discussion and conclusion|conclusions and relevance|practical implications|originality/value|key results|discussion and conclusions|conclusion and significance|main finding|main findings',
  none: 'significance|relevance|impact|availability|availability and implementation|code availability|data availability|contact|keywords|key words|index terms|supplementary information|code|code and data|limitations|novelty|contribution|contributions|methods and results|method and results|summary|implications|trial registration|funding|scope|implementation|application|applications|project page|project website',
};
const FACET_OF = new Map(Object.entries(HEADINGS).flatMap(([facet, list]) => list.split('|').map((heading) => [heading, facet as Facet | 'none'] as const)));
/** `Methods:`, `**Methods:**`, `METHODS.`, `\textbf{Methods}:`, at the start of a sentence. */
const HEADING = /(?<=^|[.!?)\]}:*]\s{1,3}|^\s{1,3})(?:\*{1,2}|\\(?:textbf|textit|emph)\{)?(\p{Lu}[\p{L}&/ ]{1,38}?)(?:\*{1,2}|\})?\s?(?:[:.]|[—–]|-{1,2}(?=\s))\s?(?:\*{1,2}|\})?(?=\s|\p{Lu})/gu;
/** Short words before the first heading ("(Abridged)") do not make an abstract another. */
const PREAMBLE = 200;

/**
 * The sentences of an abstract with headings ("Background: … Methods: … Results: …"), without them;
 * undefined when it has no headings, or fewer than two facets under them.
 */
export function structuredSentences(abstract: string): LabelledSentence[] | undefined {
  const headings = [...abstract.matchAll(HEADING)].flatMap(({ 0: written, 1: words, index }) => {
    const facet = FACET_OF.get(words!.trim().toLowerCase());
    return facet === undefined ? [] : [{ facet, index, end: index + written.length }];
  });
  if (headings.length < 2 || headings[0]!.index > PREAMBLE) return undefined;
  const parts = headings.map(({ facet, end }, at) => ({ facet, text: abstract.slice(end, headings[at + 1]?.index) }));
  const labelled = parts.flatMap(({ facet, text }) => (facet === 'none' ? [] : sentences(text).map((sentence) => ({ text: sentence, facet }))));
  return new Set(labelled.map(({ facet }) => facet)).size < 2 ? undefined : labelled;
}
