import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { scoreFactsOf, type ScoreFacts } from '#feed';
import { authorKey, findLinks } from '#papers';
import { EvalError } from '../errors.js';

/** A paper on a daily list as it was seen at one moment. */
export interface Observation {
  id: string;
  /** The day of the list. */
  day: string;
  /** Hours from the beginning of that day (UTC) to the moment. */
  hours: number;
  votes: number;
  /** When the paper was submitted, as far as it is known. */
  published: string;
  authors: readonly string[];
  facts: ScoreFacts;
  /** SHA-256 of the id: an order that knows nothing. */
  hash: string;
}

const HOUR_MS = 3_600_000;

/**
 * Reads a file of observations: lines of JSON, compressed by gzip or not, with `date`, `captured_at`, `id`, `title`,
 * `upvotes` and, where known, `abstract`, `authors`, `published`, `github`. They come in the order of the hash of their id, since such files
 * tend to be sorted by votes, which would give an order that says nothing the best possible figures.
 * @throws EvalError naming the line
 */
export function readObservations(file: string): Observation[] {
  const lines = textOf(file).split('\n');
  const observations = lines.flatMap((line, index) => (line.trim() === '' ? [] : [observationOf(line, `Line ${index + 1} of "${file}"`)]));
  return observations.sort((a, b) => (a.hash < b.hash ? -1 : a.hash > b.hash ? 1 : a.hours - b.hours));
}

function textOf(file: string): string {
  try {
    const bytes = readFileSync(file);
    return (bytes[0] === 0x1f && bytes[1] === 0x8b ? gunzipSync(bytes) : bytes).toString('utf8');
  } catch (error) {
    throw new EvalError(`"${file}" cannot be read: ${(error as Error).message}. Give a file of lines with date, captured_at, id, title and upvotes.`, { cause: error });
  }
}

/** @param place for messages: `Line 3 of "votes.jsonl"` */
export function observationOf(line: string, place: string): Observation {
  const { date, captured_at: captured, id, title, upvotes, abstract, authors, published, github } = fieldsOf(line, place);
  const hours = (Date.parse(String(captured)) - Date.parse(`${String(date)}T00:00:00Z`)) / HOUR_MS;
  if (typeof id !== 'string' || typeof title !== 'string' || typeof upvotes !== 'number' || Number.isNaN(hours)) throw new EvalError(`${place} has no id, title, upvotes, date or captured_at that can be read.`);
  const names = Array.isArray(authors) ? authors.filter((name) => typeof name === 'string') : [];
  const links = findLinks(typeof abstract === 'string' ? abstract : '', undefined);
  const facts = scoreFactsOf({ title, authorCount: names.length, links: typeof github === 'string' ? [...links, { kind: 'code', url: github }] : links });
  return { id, day: String(date), hours, votes: upvotes, published: typeof published === 'string' ? published : '', authors: names.map(authorKey), facts, hash: createHash('sha256').update(id).digest('hex') };
}

function fieldsOf(line: string, place: string): Record<string, unknown> {
  try {
    return JSON.parse(line) as Record<string, unknown>;
  } catch (error) {
    throw new EvalError(`${place} is no JSON.`, { cause: error });
  }
}

/** The observations between these hours after the beginning of their day, by day, those of each paper the latest; only days with ten papers or more. */
export function editionsSeen(observations: readonly Observation[], { from, to }: { from: number; to: number }): Map<string, Observation[]> {
  const days = Map.groupBy(latestOf(observations.filter(({ hours }) => hours >= from && hours < to)), ({ day }) => day);
  return new Map([...days].filter(([, papers]) => papers.length >= 10).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

/** The latest observation of each paper on each day, in the order of the first. */
export function latestOf(observations: readonly Observation[]): Observation[] {
  const latest = new Map<string, Observation>();
  for (const one of observations) {
    const key = `${one.day} ${one.id}`;
    const known = latest.get(key);
    if (known === undefined || known.hours < one.hours) latest.set(key, one);
  }
  return [...latest.values()];
}
