import { createHash } from 'node:crypto';

/** A vector for a text, always the same: the sum of directions that follow from its words. */
export function vectorOf(text: string, dimensions: number): number[] {
  const words = text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [text];
  const sum = new Array<number>(dimensions).fill(0);
  for (const word of words) for (const [dimension, value] of directionOf(word, dimensions).entries()) sum[dimension]! += value;
  const length = Math.hypot(...sum) || 1;
  return sum.map((value) => value / length);
}

function directionOf(word: string, dimensions: number): number[] {
  const bytes = createHash('shake256', { outputLength: dimensions }).update(word).digest();
  return Array.from(bytes, (byte) => byte / 127.5 - 1);
}
