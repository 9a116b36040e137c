/** What one request may hold. */
export interface BatchLimits {
  texts: number;
  characters: number;
}

/**
 * Places of texts put together to requests, in their order. A text that is longer than a request may be goes alone.
 * @param lengths of the texts, in characters
 */
export function batchesOf(lengths: readonly number[], limits: BatchLimits): number[][] {
  const batches: number[][] = [];
  let characters = 0;
  for (const [place, length] of lengths.entries()) {
    const batch = batches.at(-1);
    if (batch === undefined || batch.length >= limits.texts || characters + length > limits.characters) {
      batches.push([place]);
      characters = length;
    } else {
      batch.push(place);
      characters += length;
    }
  }
  return batches;
}
