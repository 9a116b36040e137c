/** What a sentence of an abstract is about: why the work was done, how, and what came out. In the order authors write them. */
export const FACETS = ['background', 'method', 'result'] as const;
export type Facet = (typeof FACETS)[number];

/** What readers are asked: papers like this one by … */
export const FACET_WORDS: Record<Facet, string> = {
  background: 'the same problem',
  method: 'the same method',
  result: 'the same findings',
};

export function isFacet(value: string): value is Facet {
  return (FACETS as readonly string[]).includes(value);
}
