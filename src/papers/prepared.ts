import { compose } from './compose.js';
import { prepareRecord, type Incoming } from './incoming.js';
import type { PaperRecord } from './record.js';
import { draftRows } from './rows.js';

/** All that saving a record asks and no database is needed for. Plain data: another thread may work it out. */
export type Preparation = Omit<Incoming, 'record'> & Required<Pick<Incoming, 'rows'>>;

// A symbol, so that no field of a file can claim it.
const PREPARED = Symbol('prepared');

/** A record that comes with its preparation; it is read from its text only when somebody asks for it. */
export type PreparedRecord = Incoming & { [PREPARED]: true };

/** Works out ahead what `save` would do record by record. @throws InvalidInputError */
export function prepareAhead(record: PaperRecord): Preparation {
  const { name, keys, freshness, body } = prepareRecord(record);
  return { name, keys, freshness, body, rows: draftRows(compose([{ record, freshness }])) };
}

export function preparedRecord(preparation: Preparation): PreparedRecord {
  let record: PaperRecord | undefined;
  return {
    ...preparation,
    [PREPARED]: true,
    get record() {
      return (record ??= JSON.parse(preparation.body) as PaperRecord);
    },
  };
}

/** @throws InvalidInputError */
export function incomingOf(record: PaperRecord | PreparedRecord): Incoming {
  return PREPARED in record ? record : prepareRecord(record);
}
