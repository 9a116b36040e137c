import type { Database, Writer } from '#db';
import { takeNumbers } from '#db';
import { ConflictError, InvalidInputError, isoNow, NotFoundError, type Clock } from '#lib';

const LONGEST_NAME = 100;
/** As long as a query may be. */
const LONGEST_QUERY = 4_000;
const MOST_KEPT = 200;
const UNDO_MS = 30 * 24 * 3_600_000;

/** A query that its reader named and kept. */
export interface SavedSearch {
  number: number;
  name: string;
  /** As typed; read again whenever it is shown, so that `date:7d` stays the last seven days. */
  query: string;
  /** Papers with a higher number are new to its reader. */
  seenPaper: number;
  /** When its reader last said to have seen what was there; an instant in UTC. */
  seenAt: string;
  /** True for one that was taken away and can still be brought back. */
  removed: boolean;
}

/** The searches that one reader keeps; those of others are not there for them. */
export class SavedSearches {
  constructor(
    private readonly context: { db: Database; clock: Clock },
    private readonly reader: number,
  ) {}

  /** All that are kept, by name. */
  async list(): Promise<SavedSearch[]> {
    const rows = await this.rows().where('removed_at', '=', '').execute();
    return rows.map(asSavedSearch).sort((a, b) => a.name.localeCompare(b.name, 'en') || a.number - b.number);
  }

  /** One of them, also when it was removed lately. */
  async find(number: number): Promise<SavedSearch | undefined> {
    const row = await this.rows().where('number', '=', number).executeTakeFirst();
    return row && asSavedSearch(row);
  }

  /** Keeps a query and returns its number; one that is kept already stays as it is. What is stored by now counts as seen. @throws InvalidInputError, ConflictError */
  async save({ name, query }: { name: string; query: string }): Promise<number> {
    const [text, title] = [checkedQuery(query), checkedName(name)];
    return await this.context.db.transaction(async (writer) => {
      await this.forgetRemoved(writer);
      // Taken first: its row is locked, so that of two at once the second sees what the first kept.
      const number = await takeNumbers(writer, 'saved search', 1);
      const kept = await writer.selectFrom('saved_searches').select(['number', 'query']).where('reader', '=', this.reader).where('removed_at', '=', '').execute();
      const same = kept.find((one) => one.query === text);
      if (same !== undefined) return same.number;
      if (kept.length >= MOST_KEPT) throw new ConflictError(`${MOST_KEPT} searches are kept already, which is the most there can be. Remove one that is no longer needed, then save this one.`);
      const now = isoNow(this.context.clock);
      await writer
        .insertInto('saved_searches')
        .values({ number, reader: this.reader, name: title, query: text, seen_paper: await newestPaper(writer), seen_at: now, created_at: now, updated_at: now, removed_at: '' })
        .execute();
      return number;
    });
  }

  /** @throws InvalidInputError, NotFoundError */
  async rename(number: number, name: string): Promise<void> {
    await this.change(number, { name: checkedName(name) });
  }

  /** Puts it away; for a month it can be brought back. @throws NotFoundError */
  async remove(number: number): Promise<void> {
    await this.change(number, { removed_at: isoNow(this.context.clock) });
  }

  /** @throws NotFoundError */
  async restore(number: number): Promise<void> {
    await this.change(number, { removed_at: '' });
  }

  /** The reader has seen all papers up to this number; never takes back what was seen before. @throws NotFoundError */
  async markSeen(number: number, upTo: number): Promise<void> {
    const found = await this.find(number);
    const newest = await newestPaper(this.context.db.kysely);
    const seen = Number.isSafeInteger(upTo) ? Math.min(upTo, newest) : 0;
    await this.change(number, { seen_paper: Math.max(found?.seenPaper ?? 0, seen), seen_at: isoNow(this.context.clock) });
  }

  private rows() {
    return this.context.db.kysely.selectFrom('saved_searches').selectAll().where('reader', '=', this.reader);
  }

  private async change(number: number, values: { name?: string; removed_at?: string; seen_paper?: number; seen_at?: string }): Promise<void> {
    const { numUpdatedRows } = await this.context.db.kysely
      .updateTable('saved_searches')
      .set({ ...values, updated_at: isoNow(this.context.clock) })
      .where('number', '=', number)
      .where('reader', '=', this.reader)
      .executeTakeFirst();
    if (numUpdatedRows === 0n) throw new NotFoundError('There is no such saved search (any more). Those that are kept stand under Searches.');
  }

  private async forgetRemoved(writer: Writer): Promise<void> {
    const before = new Date(this.context.clock.now() - UNDO_MS).toISOString();
    await writer.deleteFrom('saved_searches').where('removed_at', '!=', '').where('removed_at', '<', before).execute();
  }
}

interface Row {
  number: number;
  name: string;
  query: string;
  seen_paper: number;
  seen_at: string;
  removed_at: string;
}

function asSavedSearch(row: Row): SavedSearch {
  return { number: row.number, name: row.name, query: row.query, seenPaper: row.seen_paper, seenAt: row.seen_at, removed: row.removed_at !== '' };
}

/** The highest number a paper was ever given. */
async function newestPaper(reader: Database['kysely'] | Writer): Promise<number> {
  const row = await reader.selectFrom('counters').select('value').where('name', '=', 'paper').executeTakeFirst();
  return row?.value ?? 0;
}

function checkedName(name: string): string {
  const text = folded(name);
  if (text === '') throw new InvalidInputError('A saved search needs a name: give it one and save it again.');
  if (text.length > LONGEST_NAME) throw new InvalidInputError(`The name of a saved search has at most ${LONGEST_NAME} characters; this one has ${text.length}. Give it a shorter one.`);
  return text;
}

function checkedQuery(query: string): string {
  const text = folded(query);
  if (text === '') throw new InvalidInputError('There is nothing to save: search for something first.');
  if (text.length > LONGEST_QUERY) throw new InvalidInputError(`A query has at most ${LONGEST_QUERY} characters; this one has ${text.length}. Shorten it, then save it.`);
  return text;
}

/** One line of well-formed text without control characters, which PostgreSQL would not take. */
function folded(text: string): string {
  return text.toWellFormed().replace(/[\s\p{Cc}]+/gu, ' ').trim();
}
