import type { Assigned, ExistingRow } from './assign.js';
import type { Join } from './identity.js';
import type { PaperRecord } from './record.js';

/** A record of the block as it will be. */
export interface Member {
  number: number;
  name: string;
  paper?: number;
  freshness: string;
  record: PaperRecord;
  body: string;
  keys: string[];
  /** New in the store, changed, or as it was. */
  state: 'new' | 'changed' | 'kept';
}

/** A paper row of the block as it stands before the plan is carried out. */
export interface BlockRow extends ExistingRow {
  merged_into: number | null;
  digest: string;
}

export type AssignedGroup = Assigned<{ members: Member[] }>;

/** What a block will be: its groups with content and row, the rows there were, and the links that made the groups. */
export interface Plan {
  assigned: AssignedGroup[];
  rows: BlockRow[];
  joins: Join[];
  by?: 'identity' | 'owner';
  why?: string;
}
