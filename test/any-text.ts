import fc from 'fast-check';

const SURROGATES = { first: 0xd800, count: 0x800 };
const LAST = 0x10ffff;

/** Any character there is, the plain ones as often as all others. */
const character = fc
  .oneof(fc.integer({ min: 0, max: 0x7f }), fc.integer({ min: 0, max: LAST - SURROGATES.count }))
  .map((place) => String.fromCodePoint(place < SURROGATES.first ? place : place + SURROGATES.count));

/** Names that objects have without being given them. */
const INHERITED = ['__proto__', 'constructor', 'hasOwnProperty', 'toString', 'valueOf'];

/**
 * Text of any characters, control characters and letters that only join others among them. fast-check's own `unit: 'binary'` says the same, but
 * first makes a table of a million characters: two seconds of every process.
 */
export function anyText({ minLength = 0, maxLength }: { minLength?: number; maxLength?: number } = {}): fc.Arbitrary<string> {
  const fitting = INHERITED.filter((name) => name.length >= minLength && name.length <= (maxLength ?? Infinity));
  const text = fc.array(character, { minLength, maxLength }).map((characters) => characters.join(''));
  return fitting.length === 0 ? text : fc.oneof({ weight: 20, arbitrary: text }, { weight: 1, arbitrary: fc.constantFrom(...fitting) });
}
