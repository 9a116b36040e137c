import type { Schema } from '#db';

/** A table with rows that are one reader's own: they are in the reader's export, and go when the reader does. */
export interface PersonalTable {
  table: keyof Schema & string;
  /** The column with the reader's number. */
  column: string;
  /** Others' numbers follow from these rows: `takeBack` of the accounts' context removes them. */
  counted?: boolean;
  /** Columns that nobody is shown again. */
  secrets?: readonly string[];
  /** Tables whose rows belong to these rows, by their numbers; they go first. */
  parts?: readonly { table: keyof Schema & string; column: string }[];
}

/** Whoever adds a table with something of readers adds it here, or to `NOT_PERSONAL` with a reason; a test compares. */
export const PERSONAL: readonly PersonalTable[] = [
  { table: 'saved_searches', column: 'reader' },
  { table: 'votes', column: 'reader', counted: true },
  { table: 'voters', column: 'reader', counted: true },
  { table: 'kept_feeds', column: 'reader' },
  { table: 'subscriptions', column: 'reader', parts: [{ table: 'mailed_papers', column: 'subscription' }, { table: 'bundles', column: 'subscription' }] },
  { table: 'hooks', column: 'reader', secrets: ['secret'], parts: [{ table: 'hook_calls', column: 'hook' }, { table: 'hook_papers', column: 'hook' }] },
];

/** Columns that name a reader and stay when the reader goes. */
export const NOT_PERSONAL: Readonly<Record<string, string>> = {
  'accounts.reader': 'removed with the account itself',
  'invitations.invited_by': 'who invited somebody; the invited stay',
  'deeds.done_by': 'the log says who decided',
  'deeds.about': 'the log says about whom it was decided',
};
