import { withoutInvisible } from './clean.js';
import { wholeCharacters } from './excerpt.js';

/** Longer texts are cut and end in an ellipsis; in UTF-16 units. */
export const LONGEST_TEXT = 20_000;

/** A text as setting starts from it: invisible characters out, at most `LONGEST_TEXT` long, the ellipsis among them. */
export function bounded(source: string): string {
  const text = withoutInvisible(source.slice(0, 2 * LONGEST_TEXT));
  return text.length > LONGEST_TEXT ? `${wholeCharacters(text, LONGEST_TEXT - 1)}…` : text;
}
