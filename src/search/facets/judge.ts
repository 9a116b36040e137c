import { FACETS, type Facet } from './facet.js';
import { labelSentences } from './labeller.js';
import type { LabelledSentence } from './structured.js';
import type { Weights } from './weights.js';

export interface Judgement {
  name: string;
  /** The share of sentences with the right label. */
  accuracy: number;
  /** The mean over the facets of F1: twice the right ones, over those said and those true. */
  macroF1: number;
}

/** The first words or verbs by which a rule without learning tells facets; the first facet that fits is taken. */
const CUES: [Facet, RegExp][] = [
  ['result', /\b(results?|we (find|found|show|showed|observe|observed|prove)|achiev\w+|outperform\w*|demonstrat\w+|significant(ly)?|conclu\w+|reveal\w*|suggest\w*|improve[sd]?|indicate[sd]?)\b/i],
  ['method', /\b(we (propose|present|introduce|develop|use|used|apply|applied|design|trained|conducted|collected)|our (method|approach|model)|using|was used|were used|is based on|algorithm)\b/i],
  ['background', /\b(however|remains?|challeng\w+|recent(ly)?|important|aims?|essential|crucial|limited|goal|purpose)\b/i],
];

/** The labeller with these weights, and beside it what needs no learning, on the same sentences. */
export function judgeLabeller(weights: Weights, abstracts: readonly (readonly LabelledSentence[])[]): Judgement[] {
  return [
    judge('labeller', abstracts, (list) => labelSentences(list, weights)),
    judge('position thirds', abstracts, (list) => list.map((_, at) => third(at, list.length))),
    judge('cue words, else thirds', abstracts, (list) => list.map((text, at) => CUES.find(([, cue]) => cue.test(text))?.[0] ?? third(at, list.length))),
    ...FACETS.map((facet) => judge(`always ${facet}`, abstracts, (list) => list.map(() => facet))),
  ];
}

/** How far labels agree with what the authors' headings say. */
export function judge(name: string, abstracts: readonly (readonly LabelledSentence[])[], label: (sentences: string[]) => Facet[]): Judgement {
  const pairs = abstracts.flatMap((list) => {
    const said = label(list.map(({ text }) => text));
    return list.map(({ facet }, at) => ({ is: facet, said: said[at] }));
  });
  const count = (fits: (pair: (typeof pairs)[number]) => boolean) => pairs.filter(fits).length;
  const f1s = FACETS.map((facet) => (2 * count(({ is, said }) => is === facet && said === facet)) / Math.max(1, count(({ is }) => is === facet) + count(({ said }) => said === facet)));
  return { name, accuracy: count(({ is, said }) => is === said) / Math.max(1, pairs.length), macroF1: f1s.reduce((sum, f1) => sum + f1, 0) / FACETS.length };
}

function third(at: number, of: number): Facet {
  return FACETS[Math.floor((FACETS.length * at) / of)]!;
}
