import { messageOf } from '#lib';
import { cleanText } from '#lib/text';
import { FormatError } from '../errors.js';

/**
 * Checks by hand and not by a schema library: these run for every one of millions of lines, where they cost less than
 * the parsing of the JSON itself, and their messages can say in words what is wrong.
 */
export type Fields = Readonly<Record<string, unknown>>;

/** The JSON object that a text is. @throws FormatError */
export function parseObject(text: string): Fields {
  const value = parseJson(text);
  if (!isFields(value)) throw new FormatError(`A JSON object was expected, this is ${kindOf(value)}.`);
  return value;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new FormatError(`This is not valid JSON: ${cleanText(messageOf(error))}`);
  }
}

export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A text that must be there. @throws FormatError */
export function requiredText(fields: Fields, key: string): string {
  const text = optionalText(fields, key);
  if (text === undefined) throw new FormatError(`"${key}" is missing or empty.`);
  return text;
}

/** Cleaned text; nothing when it is missing, null or blank. @throws FormatError when it is something else */
export function optionalText(fields: Fields, key: string): string | undefined {
  const value = fields[key];
  if (value === undefined || value === null) return undefined;
  if (typeof value !== 'string') throw new FormatError(`"${key}" should be text, but is ${kindOf(value)}.`);
  // Line ends first: most texts are then clean already, and cleanText has nothing to replace.
  return nonEmpty(cleanText(value.includes('\n') ? value.replaceAll('\n', ' ').trim() : value));
}

export function nonEmpty(text: string): string | undefined {
  return text === '' ? undefined : text;
}

/** A list; empty when it is missing or null. @throws FormatError when it is something else */
export function optionalList(fields: Fields, key: string): readonly unknown[] {
  const value = fields[key];
  if (value === undefined || value === null) return [];
  if (!Array.isArray(value)) throw new FormatError(`"${key}" should be a list, but is ${kindOf(value)}.`);
  return value;
}

/** Cleaned texts, blank ones left out. @throws FormatError */
export function optionalTexts(fields: Fields, key: string): string[] {
  const texts: string[] = [];
  for (const value of optionalList(fields, key)) {
    if (typeof value !== 'string') throw new FormatError(`"${key}" should be a list of texts, but has ${kindOf(value)} in it.`);
    const text = cleanText(value);
    if (text !== '') texts.push(text);
  }
  return texts;
}

/** A whole number of at least 0. @throws FormatError */
export function optionalCount(fields: Fields, key: string): number | undefined {
  const value = fields[key];
  if (value === undefined || value === null) return undefined;
  if (!Number.isSafeInteger(value) || Number(value) < 0) throw new FormatError(`"${key}" should be a whole number.`);
  return Number(value);
}

export function kindOf(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  return { string: 'text', number: 'a number', boolean: 'true or false', object: 'an object' }[typeof value as string] ?? typeof value;
}
