import { countsOf, type Inverted } from './inverted.js';

/**
 * The cosine of query and documents as vectors of (1 + ln tf) * idf, with idf = ln((N + 1) / (n + 1)) + 1.
 * @returns a scorer, for the lengths of the documents' vectors are the same for every query
 */
export function tfIdfCosine({ postings, lengths }: Inverted): (query: readonly string[]) => Float64Array {
  const idf = (documents: number) => Math.log((lengths.length + 1) / (documents + 1)) + 1;
  const squares = new Float64Array(lengths.length);
  for (const { places, counts } of postings.values()) {
    places.forEach((place, index) => (squares[place]! += (weighted(counts[index]!) * idf(places.length)) ** 2));
  }
  return (query) => {
    const scores = new Float64Array(lengths.length);
    for (const [term, often] of countsOf(query)) {
      const { places = [], counts = [] } = postings.get(term) ?? {};
      const weight = weighted(often) * idf(places.length) ** 2;
      places.forEach((place, index) => (scores[place]! += weight * weighted(counts[index]!)));
    }
    // The query's own length is the same for all documents and changes no order.
    return scores.map((score, place) => (score === 0 ? 0 : score / Math.sqrt(squares[place]!)));
  };
}

function weighted(count: number): number {
  return 1 + Math.log(count);
}
