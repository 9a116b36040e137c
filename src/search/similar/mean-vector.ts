/** The mean direction of vectors, of unit length; undefined where there is none. */
export function meanVector(vectors: readonly (Float32Array | undefined)[]): Float32Array | undefined {
  const there = vectors.filter((vector) => vector !== undefined);
  const mean = new Float32Array(there[0]?.length ?? 0);
  for (const vector of there) for (let k = 0; k < mean.length; k += 1) mean[k]! += vector[k]!;
  const length = Math.hypot(...mean);
  return length > 0 && Number.isFinite(length) ? mean.map((value) => value / length) : undefined;
}
