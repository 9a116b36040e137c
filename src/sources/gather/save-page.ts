import type { Writer } from '#db';
import { InvalidInputError } from '#lib';
import type { PaperRecord, Papers, SaveResult } from '#papers';
import type { BadEntry } from './types.js';

/** A record that the store does not take, and why. */
export interface Saved extends SaveResult {
  bad: BadEntry[];
}

/**
 * Saves a page and what is written alongside in one transaction. One record that cannot be stored is left out and told of,
 * instead of standing in the way of all others for ever.
 */
export async function savePage(papers: Papers, records: readonly PaperRecord[], alongside: (writer: Writer, saved: Saved) => Promise<void>): Promise<Saved> {
  const bad: BadEntry[] = [];
  const fit = records.filter((record) => {
    const why = whyUnfit(record);
    if (why !== undefined) bad.push({ words: why });
    return why === undefined;
  });
  const result = await papers.save(fit, (writer, saved) => alongside(writer, { ...saved, bad }));
  return { ...result, bad };
}

/** SQLite ends text at a NUL, PostgreSQL refuses it; a lone surrogate is refused by both in JSON. */
function whyUnfit(record: PaperRecord): string | undefined {
  const name = `${record.source}:${record.id}`;
  if (record.source === '' || record.id === '') return 'A record without an id.';
  if (record.title === '') return `${name} has no title.`;
  const text = JSON.stringify(record);
  return text.includes('\\u0000') || !text.isWellFormed() ? `${name} holds characters that cannot be stored.` : undefined;
}

/** What could not be read, as the first few are shown. */
export function firstBad(known: readonly BadEntry[], found: readonly BadEntry[]): BadEntry[] {
  return [...known, ...found].slice(0, SHOWN);
}

const SHOWN = 10;

/** Refuses what would make a page loop: the same token again. @throws InvalidInputError */
export function assertMoved(before: string | undefined, after: string | undefined): void {
  if (before !== undefined && before === after) throw new InvalidInputError('The answer names the same token again, so that the harvest would never end.');
}
