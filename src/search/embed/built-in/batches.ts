import type { Random } from './random.js';

/**
 * Cuts pairs into batches for one epoch: each of one category, so that a pair's rivals are close to it and hard to tell from it;
 * what is left of the categories is mixed. The order is random.
 * @param categories the category of each pair, numbered from 0
 */
export function batches(categories: Uint32Array, size: number, random: Random): Uint32Array[] {
  const made: Uint32Array[] = [];
  const rest: number[] = [];
  for (const pairs of byCategory(categories)) {
    random.shuffle(pairs);
    const whole = pairs.length - (pairs.length % size);
    for (let at = 0; at < whole; at += size) made.push(Uint32Array.from(pairs.slice(at, at + size)));
    rest.push(...pairs.slice(whole));
  }
  random.shuffle(rest);
  for (let at = 0; at < rest.length; at += size) made.push(Uint32Array.from(rest.slice(at, at + size)));
  random.shuffle(made);
  return made;
}

function byCategory(categories: Uint32Array): number[][] {
  const groups: number[][] = [];
  categories.forEach((category, pair) => (groups[category] ??= []).push(pair));
  return groups.filter((group) => group !== undefined);
}
