import { fieldMeant, fieldNamed } from './fields.js';
import { DEEPEST, LONGEST_QUERY, MOST_TERMS } from './limits.js';
import type { Token } from './scan.js';
import type { Hint } from './tree.js';

type TextToken = Extract<Token, { kind: 'text' }>;

/** As `toLocaleString` has it, which loads all it knows of languages: every command would wait for that. */
const figure = (value: number) => String(value).replace(/\B(?=(\d{3})+$)/g, ',');
const NAMED = /^(\p{L}+):(?!\/\/)/u;

/** What to say of a word that is nearly a field, or a field whose value stands behind a space or nowhere. */
export function hintOnWord(text: string, { start, end, value }: TextToken): Hint | undefined {
  const name = NAMED.exec(value)?.[1];
  if (name === undefined) return undefined;
  const about = `${name}:`;
  if (value === about) return hintOnSpace(text, { about, name, end });
  if (fieldNamed(name) !== undefined) return undefined;
  const meant = fieldMeant(name);
  if (meant === undefined) return undefined;
  return { about, message: `There is no field "${about}". It was searched for as words.`, instead: replaced(text, { start, end: start + about.length, by: `${meant}:` }) };
}

function hintOnSpace(text: string, { about, name, end }: { about: string; name: string; end: number }): Hint | undefined {
  if (fieldNamed(name) === undefined) return undefined;
  if (text.slice(end).trim() === '') return { about, message: `Nothing stands behind "${about}". Write its value there, without a space; it was searched for as a word.` };
  if (!/^ [^\s|)]/.test(text.slice(end, end + 2))) return undefined;
  return { about, message: `A field is followed by its value without a space. "${about}" was searched for as a word.`, instead: replaced(text, { start: end, end: end + 1, by: '' }) };
}

/** What to say of a value that cannot be one of its field; `meant` takes its place. */
export function hintOnValue(text: string, { start, end }: TextToken, { wrong, meant }: { wrong: string; meant?: string }): Hint {
  const about = text.slice(start, end);
  const colon = about.indexOf(':') + 1;
  const message = `${wrong} It was searched for as words.`;
  if (meant === undefined) return { about, message };
  return { about, message, instead: replaced(text, { start: start + colon, end, by: meant }) };
}

export const TOO_LONG: Hint = { about: 'length', message: `Only the first ${figure(LONGEST_QUERY)} characters were read. To find papers like a longer text, give it as a text.` };
export const TOO_MANY: Hint = { about: 'length', message: `Only the first ${figure(MOST_TERMS)} words that say something were searched for.` };
export const TOO_DEEP: Hint = { about: '(', message: `Brackets can stand ${DEEPEST} deep in each other; those further inside were passed over.` };
export const PROSE: Hint = { about: 'text', message: 'This was read as a text: its quotation marks, dashes and capitals ask for nothing by themselves. In a shorter query, or beside a field, they do.' };
export const NOTHING: Hint = { about: 'words', message: 'There is no word in this to search for. Letters and digits are searched for, not punctuation alone.' };

function replaced(text: string, { start, end, by }: { start: number; end: number; by: string }): string {
  return `${text.slice(0, start)}${by}${text.slice(end)}`;
}
