/** For each term the documents that hold it, by their places, and how often. */
export interface Inverted {
  postings: ReadonlyMap<string, { places: number[]; counts: number[] }>;
  /** How many terms each document has. */
  lengths: number[];
}

/** @param texts the terms of each document */
export function invert(texts: readonly (readonly string[])[]): Inverted {
  const postings = new Map<string, { places: number[]; counts: number[] }>();
  texts.forEach((terms, place) => {
    for (const [term, count] of countsOf(terms)) {
      const { places, counts } = postings.getOrInsertComputed(term, () => ({ places: [], counts: [] }));
      places.push(place);
      counts.push(count);
    }
  });
  return { postings, lengths: texts.map(({ length }) => length) };
}

export function countsOf(terms: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const term of terms) counts.set(term, (counts.get(term) ?? 0) + 1);
  return counts;
}

/** The places with the highest scores, best first, those with none left out; of equals the first. */
export function best(scores: Float64Array, limit: number): number[] {
  const places = [...scores.keys()].filter((place) => scores[place]! > 0);
  return places.sort((a, b) => scores[b]! - scores[a]! || a - b).slice(0, limit);
}
