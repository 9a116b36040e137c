import { hash } from 'node:crypto';
import { InvalidInputError } from '#lib';
import { freshnessOf } from './compose.js';
import { keysOf, storedName } from './keys.js';
import type { PaperRecord } from './record.js';
import type { PaperRows } from './rows.js';

/** A record on its way into the store. */
export interface Incoming {
  name: string;
  record: PaperRecord;
  keys: string[];
  freshness: string;
  body: string;
  /** The rows of a paper of this record alone, not numbered yet, where they were made ahead. */
  rows?: PaperRows;
}

/** Checks a record and works out everything about it that needs no database. @throws InvalidInputError */
export function prepareRecord(record: PaperRecord): Incoming {
  if (record.title === '') throw new InvalidInputError(`The record ${record.source}:${record.id} has no title.`);
  if (record.source === '' || record.id === '') throw new InvalidInputError('A record needs a source and an id.');
  const body = JSON.stringify(record);
  return { name: storedName(record), record, keys: keysOf(record), freshness: freshnessOf(record, hash('sha1', body, 'base64url')), body };
}

/** One incoming record for each name: the freshest, with the keys of all, so that the order within a batch does not matter. */
export function foldBatch(incoming: readonly Incoming[]): Incoming[] {
  const byName = new Map<string, Incoming>();
  for (const one of incoming) {
    const known = byName.get(one.name);
    if (known === undefined) byName.set(one.name, one);
    else {
      const fresher = known.freshness >= one.freshness ? known : one;
      byName.set(one.name, { ...fresher, keys: [...new Set([...known.keys, ...one.keys])] });
    }
  }
  return [...byName.values()];
}
