import type { Random } from './random.js';

/**
 * Cuts pairs into batches for one epoch: each of one category, so that a pair's rivals are close to it and hard to tell from it;
 * what is left of the categories is mixed. The order is random.
 * @param pairs the numbers of the pairs
 * @param categories the category of each number
 */
export function batches(pairs: Uint32Array, categories: Uint32Array, { size, random }: { size: number; random: Random }): Uint32Array[] {
  const made: Uint32Array[] = [];
  const rest: number[] = [];
  for (const group of byCategory(pairs, categories)) {
    random.shuffle(group);
    const whole = group.length - (group.length % size);
    for (let at = 0; at < whole; at += size) made.push(Uint32Array.from(group.slice(at, at + size)));
    rest.push(...group.slice(whole));
  }
  random.shuffle(rest);
  for (let at = 0; at < rest.length; at += size) made.push(Uint32Array.from(rest.slice(at, at + size)));
  random.shuffle(made);
  return made;
}

function byCategory(pairs: Uint32Array, categories: Uint32Array): number[][] {
  const groups: number[][] = [];
  for (const pair of pairs) (groups[categories[pair]!] ??= []).push(pair);
  return groups.filter((group) => group !== undefined);
}
