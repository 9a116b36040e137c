import type { Token } from './tokens.js';

/** The pairs of neighbouring characters of a run in a script without spaces; a run of one character is that character. */
export function bigrams(run: string, start: number): Token[] {
  const folded = [...run.normalize('NFKC').toLowerCase()];
  const written = [...run];
  const places = written.length === folded.length ? placesOf(written, start) : undefined;
  const whole = { start, end: start + run.length };
  const token = (from: number, count: number): Token => {
    const place = places ? { start: places[from]!, end: places[from + count]! } : whole;
    return { text: folded.slice(from, from + count).join(''), ...place, joined: false };
  };
  if (folded.length === 1) return [token(0, 1)];
  return folded.slice(1).map((_, index) => token(index, 2));
}

/** Where each character begins, and where the last one ends. */
function placesOf(characters: readonly string[], start: number): number[] {
  const places = [start];
  for (const character of characters) places.push(places.at(-1)! + character.length);
  return places;
}
