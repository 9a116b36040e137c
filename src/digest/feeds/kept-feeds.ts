import { takeNumbers, type Database } from '#db';
import { ConflictError, InvalidInputError, isoNow, NotFoundError, type Clock } from '#lib';
import { heldAmong } from '../held.js';
import { parseToken, Signer } from '../signing.js';
import { kindNamed } from './kinds.js';
import { readOptions, writeOptions } from './options.js';
import type { FeedTopic } from './types.js';

/** A list that its reader has as a feed of their own. */
export interface KeptFeed {
  number: number;
  topic: FeedTopic;
  /** The secret of its address. */
  token: string;
  created: string;
}

const MOST_KEPT = 200;

/** The feeds that readers keep, each under a secret address that can be taken back. */
export class KeptFeeds {
  private readonly signer: Signer;

  constructor(private readonly context: { db: Database; clock: Clock }) {
    this.signer = new Signer(context);
  }

  /** A reader's feeds, the oldest first. */
  async list(reader: number): Promise<KeptFeed[]> {
    const rows = await this.rows().where('reader', '=', reader).orderBy('number').execute();
    return await Promise.all(rows.map((row) => this.keptFrom(row)));
  }

  /** Keeps a list as a feed; one that is kept already stays as it is. @throws InvalidInputError, ConflictError */
  async keep(reader: number, topic: FeedTopic): Promise<number> {
    if (kindNamed(topic.kind) === undefined) throw new InvalidInputError(`There is no kind of list called "${topic.kind}".`);
    const row = { reader, kind: topic.kind, name: topic.name, options: String(writeOptions(topic.options)) };
    return await this.context.db.transaction(async (writer) => {
      // Taken first: its row is locked, so that of two at once the second sees what the first kept.
      const number = await takeNumbers(writer, 'kept feed', 1);
      const kept = await writer.selectFrom('kept_feeds').select(['number', 'kind', 'name', 'options']).where('reader', '=', reader).execute();
      const same = kept.find(({ kind, name, options }) => kind === row.kind && name === row.name && options === row.options);
      if (same !== undefined) return same.number;
      if (kept.length >= MOST_KEPT) throw new ConflictError(`${MOST_KEPT} feeds are kept already, which is the most there can be. Remove one that is no longer read, then add this one.`);
      await writer.insertInto('kept_feeds').values({ number, ...row, generation: 1, created_at: isoNow(this.context.clock) }).execute();
      return number;
    });
  }

  /** Gives it another address; the one it had leads nowhere from now on. @throws NotFoundError */
  async readdress(reader: number, number: number): Promise<void> {
    const { numUpdatedRows } = await this.context.db.kysely
      .updateTable('kept_feeds')
      .set(({ eb }) => ({ generation: eb('generation', '+', 1) }))
      .where('number', '=', number)
      .where('reader', '=', reader)
      .executeTakeFirst();
    if (numUpdatedRows === 0n) throw notKept();
  }

  /** @throws NotFoundError */
  async remove(reader: number, number: number): Promise<void> {
    const { numDeletedRows } = await this.context.db.kysely.deleteFrom('kept_feeds').where('number', '=', number).where('reader', '=', reader).executeTakeFirst();
    if (numDeletedRows === 0n) throw notKept();
  }

  /** The list that a secret opens; undefined for one that was taken back or never given, and while its reader is kept out. */
  async byToken(token: string): Promise<FeedTopic | undefined> {
    const parsed = parseToken(token);
    if (parsed === undefined) return undefined;
    const row = await this.rows().where('number', '=', parsed.number).executeTakeFirst();
    if (row === undefined || !(await this.signer.isGenuine(parsed.signature, { purpose: 'feed', number: row.number, generation: row.generation }))) return undefined;
    return (await heldAmong(this.context.db, [row.reader])).size > 0 ? undefined : topicFrom(row);
  }

  private rows() {
    return this.context.db.kysely.selectFrom('kept_feeds').selectAll();
  }

  private async keptFrom(row: Row): Promise<KeptFeed> {
    const token = await this.signer.sign({ purpose: 'feed', number: row.number, generation: row.generation });
    return { number: row.number, topic: topicFrom(row), token, created: row.created_at };
  }
}

interface Row {
  number: number;
  reader: number;
  kind: string;
  name: string;
  options: string;
  generation: number;
  created_at: string;
}

function topicFrom({ kind, name, options, reader }: Row): FeedTopic {
  return { kind, name, options: readOptions(new URLSearchParams(options)), reader };
}

function notKept(): NotFoundError {
  return new NotFoundError('There is no such feed (any more). Those that are kept stand under Feeds.');
}
