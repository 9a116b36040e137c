import { readCategory } from './category.js';
import { allOf, anyOf } from './conditions.js';
import { dateMeant, daysBefore, daysNamed, daysSince, type Days } from './dates.js';
import { nearest } from './edit-distance.js';
import type { Condition, Field } from './tree.js';
import { phraseText, saysSomething, wordsIn } from './words.js';

/** What a value of a field means, or what is wrong with it and the value that may have been meant. */
export type ValueRead = { condition: Condition } | { wrong: string; meant?: string };

interface Value {
  field: Field;
  text: string;
  quoted: boolean;
  today: string;
}

const HAS = ['code', 'project'] as const;
const WITHDRAWN = ['withdrawn', 'retracted'];

/** Reads the value of a field; nothing when it is empty or all punctuation. */
export function readValue({ field, text, quoted, today }: Value): ValueRead | undefined {
  const value = phraseText(text);
  if (!saysSomething(value)) return undefined;
  switch (field) {
    case 'title':
    case 'abstract':
      return quoted ? { condition: { kind: 'phrase', text: value, field } } : found(allOf(wordsIn(text).map((word) => ({ kind: 'word', text: word, field }))));
    case 'author':
      // Names have no underscores; arXiv's own syntax writes them for spaces.
      return { condition: { kind: 'author', name: quoted ? value : phraseText(value.replaceAll('_', ' ')) } };
    case 'org':
      return { condition: { kind: 'organisation', text: value } };
    case 'venue':
      return { condition: { kind: 'venue', text: value } };
    case 'source':
      return { condition: { kind: 'source', name: value } };
    case 'id':
      return { condition: { kind: 'id', text: value } };
    case 'category':
      return readCategories(value);
    case 'has':
      return readHas(value.toLowerCase());
    case 'is':
      return readIs(value.toLowerCase());
    default:
      return readDays(field, value, today);
  }
}

function found(condition: Condition | undefined): ValueRead | undefined {
  return condition === undefined ? undefined : { condition };
}

/** Codes have no commas, so `cs.LG,cs.CL` asks for either. */
function readCategories(value: string): ValueRead | undefined {
  const parts = value.split(/\s*,\s*/).filter(saysSomething);
  const read = parts.map(readCategory);
  const unknown = read.find((one) => 'unknown' in one);
  if (unknown === undefined) return found(anyOf(read.flatMap((one) => ('code' in one ? [{ kind: 'category', code: one.code } as const] : []))));
  const meant = read.map((one) => ('code' in one ? one.code : one.meant));
  const wrong = `arXiv has no category "${unknown.unknown}".`;
  return meant.includes(undefined) ? { wrong } : { wrong, meant: meant.join(',') };
}

function readHas(value: string): ValueRead {
  const what = HAS.find((one) => one === value);
  if (what !== undefined) return { condition: { kind: 'has', what } };
  const meant = nearest(value, HAS);
  return { wrong: 'A paper can be asked for by "has:code" and "has:project".', ...(meant === undefined ? {} : { meant }) };
}

function readIs(value: string): ValueRead {
  if (WITHDRAWN.includes(value)) return { condition: { kind: 'is', what: 'withdrawn' } };
  const meant = nearest(value, WITHDRAWN) && 'withdrawn';
  return { wrong: 'A paper can be asked for by "is:withdrawn".', ...(meant === undefined ? {} : { meant }) };
}

const READERS: Record<'date' | 'year' | 'after' | 'before', (value: string, today: string) => Days | undefined> = {
  date: daysNamed,
  year: daysNamed,
  after: daysSince,
  before: daysBefore,
};

function readDays(field: keyof typeof READERS, value: string, today: string): ValueRead {
  const days = READERS[field](value, today);
  if (days !== undefined) return { condition: { kind: 'date', ...days } };
  const meant = dateMeant(value);
  return { wrong: `"${value}" is no date. A date is 2026, 2026-05, 2026-05-31, 2026-05..2026-06 or 7d, for the last seven days.`, ...(meant === undefined ? {} : { meant }) };
}
