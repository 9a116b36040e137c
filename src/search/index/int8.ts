/** A vector of whole numbers from -127 to 127 and what they are multiplied by: a quarter of the size, without effect on ranking. */
export interface Int8Vector {
  scale: number;
  values: Int8Array;
}

/** Symmetric, one scale for the vector; undefined for one that is zero or not finite, which has no direction. */
export function quantise(vector: ArrayLike<number>): Int8Vector | undefined {
  let largest = 0;
  for (let i = 0; i < vector.length; i += 1) {
    const size = Math.abs(vector[i]!);
    if (!Number.isFinite(size)) return undefined;
    if (size > largest) largest = size;
  }
  // Kept as 32 bits: what is written is what was computed with.
  const scale = Math.fround(largest / 127);
  if (scale === 0) return undefined;
  const values = new Int8Array(vector.length);
  for (let i = 0; i < vector.length; i += 1) values[i] = Math.max(-127, Math.min(127, Math.round(vector[i]! / scale)));
  return { scale, values };
}

/** The scalar product of a query of unit length with a paper's vector: their cosine, to about 0.01. */
export function cosine(query: Float32Array, { scale, values }: Int8Vector): number {
  return product(query, values, 0) * scale;
}

/** The scalar product of a query with the values from a place on. */
export function product(query: Float32Array, values: Int8Array, start: number): number {
  let sum = 0;
  for (let i = 0; i < query.length; i += 1) sum += query[i]! * values[start + i]!;
  return sum;
}
