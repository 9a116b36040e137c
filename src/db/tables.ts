import { PostgresAdapter, sql } from 'kysely';
import type { Reader } from './database.js';
import type { Schema } from './schema.js';

/** Kinds of copies of an instance. Each holds what the one before it holds. */
export const COPIES = ['export', 'backup', 'move'] as const;
export type Copy = (typeof COPIES)[number];

export type TableName = keyof Schema & string;

/** What copies do with one table. */
export interface TableCopy {
  name: TableName;
  /** The smallest copy that it is part of. */
  from: Copy;
  why: string;
  /** The primary key, in the order in which rows are copied: numbers first where the table has an index by them. */
  key: Readonly<Record<string, 'number' | 'text'>>;
  /** Conditions that are copied one after the other, where rows of the table refer to rows of the same table. */
  parts?: readonly string[];
  /** A new instance has rows here by itself, or gets them before its first paper; they give way to those of a copy. */
  givesWay?: true;
}

/** Every table that is copied, those that others refer to first. Whoever adds a table adds it here or to `NEVER_COPIED`. */
export const COPIED: readonly TableCopy[] = [
  { name: 'counters', from: 'export', why: 'numbers that were given out are never given again', key: { name: 'text' }, givesWay: true },
  { name: 'settings', from: 'export', why: 'what the owner chose on pages', key: { name: 'text' }, givesWay: true },
  { name: 'readers', from: 'export', why: 'the people of the instance, whom other tables refer to', key: { number: 'number' }, givesWay: true },
  { name: 'papers', from: 'export', why: 'the papers, their addresses and what they were merged into', key: { number: 'number' }, parts: ['merged_into is null', 'merged_into is not null'] },
  { name: 'records', from: 'export', why: 'what each source said', key: { number: 'number' } },
  { name: 'record_keys', from: 'export', why: 'what records were ever recognised by; former titles stand nowhere else', key: { record: 'number', key: 'text' } },
  { name: 'paper_authors', from: 'export', why: 'follows from the records, but saves a long rebuild', key: { paper: 'number', author: 'text', position: 'number' } },
  { name: 'paper_categories', from: 'export', why: 'follows from the records, but saves a long rebuild', key: { paper: 'number', category: 'text', published: 'text' } },
  { name: 'announcements', from: 'export', why: 'follows from the records, but saves a long rebuild', key: { paper: 'number', day: 'text', category: 'text', kind: 'text' } },
  { name: 'days', from: 'export', why: 'follows from the announcements, but saves a long rebuild', key: { day: 'text' } },
  { name: 'merges', from: 'export', why: 'the journal of merges', key: { number: 'number' } },
  { name: 'identity_decisions', from: 'export', why: 'what people said of two records, which no rule may undo', key: { number: 'number' } },
  { name: 'saved_searches', from: 'export', why: 'what readers look for again and again', key: { number: 'number' } },
  { name: 'votes', from: 'export', why: 'what readers found worth reading', key: { paper: 'number', reader: 'number' } },
  { name: 'voters', from: 'export', why: 'what readers said about voting', key: { reader: 'number' } },
  { name: 'paper_signals', from: 'export', why: 'follows from the votes, but saves a long count', key: { paper: 'number', signal: 'text' } },
  { name: 'period_places', from: 'export', why: 'which papers were the first of a day, week or month', key: { kind: 'text', period: 'text', place: 'number' } },
  { name: 'impressions', from: 'backup', why: 'how often papers were shown here, by which places are lent', key: { paper: 'number' } },
  { name: 'accounts', from: 'backup', why: 'e-mail addresses of readers: nothing to give away with the papers', key: { id: 'text' } },
  { name: 'account_sessions', from: 'backup', why: 'which browsers are signed in', key: { id: 'text' } },
  { name: 'account_credentials', from: 'backup', why: 'passwords, as hashes, and accounts elsewhere', key: { id: 'text' } },
  { name: 'account_verifications', from: 'backup', why: 'links in mails that were not opened yet', key: { id: 'text' } },
  { name: 'account_passkeys', from: 'backup', why: 'the public halves of passkeys', key: { id: 'text' } },
  { name: 'invitations', from: 'backup', why: 'who may register', key: { number: 'number' } },
  { name: 'deeds', from: 'backup', why: 'the log of what editors and administrators did, private matters with it', key: { number: 'number' } },
  { name: 'mails', from: 'backup', why: 'mails that wait to be sent', key: { number: 'number' } },
  { name: 'kept_feeds', from: 'export', why: 'the feeds that readers made for themselves; their secret addresses are made anew', key: { number: 'number' } },
  { name: 'imports', from: 'export', why: 'which files were taken in, and how far', key: { number: 'number' }, givesWay: true },
  { name: 'harvests', from: 'export', why: 'which days of a source were gathered, and how far', key: { number: 'number' }, givesWay: true },
  { name: 'feed_days', from: 'export', why: 'what the announcement feed said of each day', key: { source: 'text', day: 'text' }, givesWay: true },
  { name: 'sightings', from: 'backup', why: 'which road named which paper; compared for some weeks, then dropped', key: { day: 'text', id: 'text', road: 'text' }, givesWay: true },
  { name: 'roads', from: 'backup', why: 'how the sources did when this instance last asked them', key: { source: 'text', road: 'text' }, givesWay: true },
  { name: 'wanted', from: 'backup', why: 'papers that readers of this instance asked for', key: { id: 'text' }, givesWay: true },
  { name: 'jobs', from: 'backup', why: 'work in hand belongs to one instance, not to its papers', key: { number: 'number' }, givesWay: true },
  { name: 'owner_keys', from: 'backup', why: 'they let their bearer in: nothing to give away with the papers', key: { hash: 'text' }, givesWay: true },
  { name: 'subscriptions', from: 'backup', why: 'addresses of people, whom nobody else may write to', key: { number: 'number' }, givesWay: true },
  { name: 'bundles', from: 'backup', why: 'mails that were put together, and what became of them', key: { number: 'number' }, givesWay: true },
  { name: 'mailed_papers', from: 'backup', why: 'which papers a subscription has had, so that none comes twice', key: { subscription: 'number', paper: 'number' }, givesWay: true },
  { name: 'hooks', from: 'backup', why: 'web addresses that are told of news, with the secrets that sign it', key: { number: 'number' }, givesWay: true },
  { name: 'hook_calls', from: 'backup', why: 'what was sent to them, and what became of it', key: { number: 'number' }, givesWay: true },
  { name: 'hook_papers', from: 'backup', why: 'which papers they were told of, so that none comes twice', key: { hook: 'number', paper: 'number' }, givesWay: true },
  { name: 'secrets', from: 'backup', why: 'they sign addresses of this instance: nothing to give away with the papers', key: { name: 'text' }, givesWay: true },
  { name: 'cursors', from: 'move', why: 'how far the files beside this database follow it; beside a copy they begin anew', key: { name: 'text' }, givesWay: true },
];

/** Tables that no copy holds, and why. */
export const NEVER_COPIED: Readonly<Record<string, string>> = {
  attempts: 'count what was tried in the last minutes',
  pacing: 'says when running processes may ask a host again',
  leases: 'say which running process may do what',
  schema_migrations: 'made by the migrations of the database that is copied into',
};

/** The tables of a kind of copy, those that others refer to first. */
export function tablesOf(copy: Copy): TableCopy[] {
  return COPIED.filter(({ from }) => COPIES.indexOf(from) <= COPIES.indexOf(copy));
}

/**
 * The columns of each table that is really there. Asked for here and not by Kysely's introspection, which on PostgreSQL looks
 * into every schema of the database and fails when somebody drops one of them meanwhile.
 */
export async function columnsOf(reader: Reader): Promise<Map<string, string[]>> {
  const { rows } = await (reader.getExecutor().adapter instanceof PostgresAdapter ? POSTGRES_COLUMNS : SQLITE_COLUMNS).execute(reader);
  return new Map([...Map.groupBy(rows, ({ tableName }) => tableName)].map(([name, columns]) => [name, columns.map(({ name }) => name)]));
}

const SQLITE_COLUMNS = sql<{ tableName: string; name: string }>`
  select tables.name as "tableName", columns.name as name
  from sqlite_master as tables, pragma_table_info(tables.name) as columns
  where tables.type = 'table' and tables.name not like 'sqlite\\_%' escape '\\'
  order by tables.name, columns.cid
`;

const POSTGRES_COLUMNS = sql<{ tableName: string; name: string }>`
  select tables.relname as "tableName", columns.attname as name
  from pg_class as tables join pg_attribute as columns on columns.attrelid = tables.oid
  where tables.relnamespace = to_regnamespace(quote_ident(current_schema())) and tables.relkind in ('r', 'p') and columns.attnum > 0 and not columns.attisdropped
  order by tables.relname, columns.attnum
`;

/** How many rows each table of a copy has. */
export async function countRows(reader: Reader, copy: Copy): Promise<Map<TableName, number>> {
  const counts = new Map<TableName, number>();
  for (const { name } of tablesOf(copy)) {
    const { rows } = await sql<{ count: number }>`select count(*) as count from ${sql.table(name)}`.execute(reader);
    counts.set(name, rows[0]?.count ?? 0);
  }
  return counts;
}

/** Whether the instance has nothing yet that an owner could miss: no papers and nothing said about papers. Tables may be missing. */
export async function isEmptyInstance(reader: Reader): Promise<boolean> {
  const there = await columnsOf(reader);
  for (const { name } of COPIED.filter(({ givesWay }) => !givesWay).filter(({ name }) => there.has(name))) {
    const { rows } = await sql`select 1 from ${sql.table(name)} limit 1`.execute(reader);
    if (rows.length > 0) return false;
  }
  return true;
}
