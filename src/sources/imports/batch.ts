import type { PreparedRecord } from '#papers';
import type { Position, ReadItem } from '../file/index.js';

/** What a file gives: a paper, one that was prepared for saving on the way, or an entry that is none. */
export type ImportItem = ReadItem | { position: Position; record: PreparedRecord };

export interface ImportBatch {
  items: ImportItem[];
  /** Where a later reading goes on, when all items of this batch have been dealt with. */
  next: Position;
}
