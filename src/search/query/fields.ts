import { nearest } from './edit-distance.js';
import { FIELDS, type Field } from './tree.js';

/** Other words for the fields; `ti`, `au`, `abs`, `jr` are those of arXiv's own search. */
const ALIASES: Record<string, Field> = {
  au: 'author',
  by: 'author',
  ti: 'title',
  abs: 'abstract',
  cat: 'category',
  organisation: 'org',
  organization: 'org',
  affiliation: 'org',
  journal: 'venue',
  jr: 'venue',
  since: 'after',
};

/** arXiv's word for a search in all fields; here it says nothing. */
export const ANY_FIELD = 'all';

/** Names of this length or shorter are not guessed at: too many words are near them. */
const TOO_SHORT_TO_GUESS = 2;

/** The field that a reader's word names, in any case. */
export function fieldNamed(word: string): Field | undefined {
  const name = word.toLowerCase();
  if ((FIELDS as readonly string[]).includes(name)) return name as Field;
  return Object.hasOwn(ALIASES, name) ? ALIASES[name] : undefined;
}

/** The field that a misspelt word was probably meant to name: `autor`, `catgory`. */
export function fieldMeant(word: string): string | undefined {
  if (word.length <= TOO_SHORT_TO_GUESS) return undefined;
  return nearest(word.toLowerCase(), [...FIELDS, ...Object.keys(ALIASES)]);
}

/** Whose values are names of several words, so that `author:(Yann LeCun)` is one person. */
export function takesName(field: Field): boolean {
  return field === 'author' || field === 'org' || field === 'venue';
}
