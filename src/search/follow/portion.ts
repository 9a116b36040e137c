import { setImmediate } from 'node:timers/promises';
import type { Database } from '#db';
import { changesSince, papersByNumber, type Change, type Paper } from '#papers';

/** Changes of the store, each paper once. */
export interface Portion {
  papers: Paper[];
  /** Numbers of papers that are no more: merged away, or without any record. */
  gone: number[];
  /** The `seq` of the last change in it. */
  last: number;
}

/** Papers read from the database at once, between which others get their turn. */
const READ_AT_ONCE = 250;

/** What changed after `seq`, the oldest changes first; undefined when nothing did. */
export async function readPortion(db: Database, seq: number, limit: number): Promise<Portion | undefined> {
  const changes: Change[] = await changesSince(db, seq, limit);
  const last = changes.at(-1)?.seq;
  if (last === undefined) return undefined;
  const papers: Paper[] = [];
  const numbers = changes.filter(({ mergedInto }) => mergedInto === undefined).map(({ number }) => number);
  for (let start = 0; start < numbers.length; start += READ_AT_ONCE) {
    papers.push(...(await papersByNumber(db, numbers.slice(start, start + READ_AT_ONCE))));
    await setImmediate();
  }
  const there = new Set(papers.map(({ number }) => number));
  return { papers, gone: changes.map(({ number }) => number).filter((number) => !there.has(number)), last };
}
