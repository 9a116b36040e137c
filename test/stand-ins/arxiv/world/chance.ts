import { Random } from '../../../../bench/papers/random.js';

/** Numbers that are the same whenever the same seed and the same words are given, and look independent otherwise. */
export function randomFor(seed: number, ...words: (string | number)[]): Random {
  return new Random(hash(`${seed} ${words.join(' ')}`));
}

/** One of those numbers, from 0 up to, not including, 1. */
export function chance(seed: number, ...words: (string | number)[]): number {
  return randomFor(seed, ...words).next();
}

/** A 32-bit FNV-1a of a text (Fowler, Noll and Vo, public domain). */
function hash(text: string): number {
  let state = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) state = Math.imul(state ^ text.charCodeAt(at), 0x01000193);
  return state >>> 0;
}
