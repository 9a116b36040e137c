/**
 * A number above 0 and below 1 that looks drawn at random and follows from two texts: FNV-1a (Fowler, Noll and Vo), then the finisher of
 * MurmurHash3 (Appleby), both in the public domain. Not for secrets.
 */
export function unitNumber(seed: string, name: string): number {
  let hash = 0x811c9dc5;
  for (const character of `${seed}\n${name}`) hash = Math.imul(hash ^ character.codePointAt(0)!, 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32 + 2 ** -33;
}
