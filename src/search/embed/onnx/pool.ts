import type { Pooling } from './configuration.js';

/** The vectors of all tokens of several texts: `texts` × `tokens` × `dimensions` numbers, one after the other. */
export interface TokenVectors {
  numbers: ArrayLike<number>;
  texts: number;
  tokens: number;
  dimensions: number;
  /** `texts` × `tokens`: 1 for a token of the text, 0 for padding. */
  mask: ArrayLike<number | bigint>;
}

/**
 * One vector for each text, not yet of unit length. A text of which no token counts gets zeros.
 * Poolings as in sentence-transformers (models/Pooling.py).
 */
export function pool(vectors: TokenVectors, pooling: Pooling): Float32Array[] {
  return Array.from({ length: vectors.texts }, (_, text) => poolText(vectors, text, pooling));
}

function poolText({ numbers, tokens, dimensions, mask }: TokenVectors, text: number, pooling: Pooling): Float32Array {
  const own = Array.from({ length: tokens }, (_, token) => token).filter((token) => Number(mask[text * tokens + token]) === 1);
  const at = (token: number, dimension: number): number => numbers[(text * tokens + token) * dimensions + dimension]!;
  const weights = weightsOf(own, pooling);
  return Float32Array.from({ length: dimensions }, (_, dimension) => {
    if (own.length === 0) return 0;
    if (pooling === 'max') return own.reduce((most, token) => Math.max(most, at(token, dimension)), -Infinity);
    return own.reduce((sum, token, place) => sum + (weights[place] === 0 ? 0 : weights[place]! * at(token, dimension)), 0);
  });
}

function weightsOf(own: readonly number[], pooling: Pooling): number[] {
  switch (pooling) {
    case 'cls':
      return own.map((_, place) => (place === 0 ? 1 : 0));
    case 'lasttoken':
      return own.map((_, place) => (place === own.length - 1 ? 1 : 0));
    case 'weightedmean': {
      const sum = (own.length * (own.length + 1)) / 2;
      return own.map((_, place) => (place + 1) / sum);
    }
    case 'mean_sqrt_len_tokens':
      return own.map(() => 1 / Math.sqrt(own.length));
    default:
      return own.map(() => 1 / own.length);
  }
}
