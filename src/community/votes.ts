import type { Database, Writer } from '#db';
import { batched, isoNow, NotFoundError, type Clock } from '#lib';
import { takeSignalTurn } from '#papers';
import { countEverything, followMerges } from './count-votes.js';
import { Pace, type PaceLimits } from './pace.js';
import { listVotes, votedAmong, votersOf, type GivenVote, type VoteListRequest, type Voters } from './read-votes.js';
import { NO_PAPER, removeVotesOf, writeVotes, type VoteStanding, type VoteWish } from './write-votes.js';

/** A reader who goes through a day's papers one by one is never stopped by this; a program is. */
export const VOTING_PACE: PaceLimits = { atOnce: 60, perMinute: 60 };

const TOO_FAST = `One reader can give and take back ${VOTING_PACE.perMinute} votes a minute, and this was one too many: it was not counted, those before it were. Wait a moment and go on.`;
const AT_ONCE = 100;
const NAMES_A_PAPER = /^[^\p{Cc}]{1,500}$/u;

/** What a reader said about voting. */
export interface VoterWishes {
  /** Whether they were told that votes are public, and went on. */
  told: boolean;
  withoutName: boolean;
}

/** What votes need of an instance. */
export interface VotesContext {
  db: Database;
  clock: Clock;
  /** Whether anybody can make an account: then nothing is known of a new one. Left out: nobody can. */
  registrationIsOpen?(): Promise<boolean>;
}

/**
 * Gives votes and takes them back: one for each reader and paper, whatever rows the paper is made of. Votes that come at
 * the same time are written together, and a count is written with the votes it counts.
 */
export class Votes {
  private readonly pace: Pace;
  private readonly write: (wish: VoteWish) => Promise<VoteStanding>;

  constructor(private readonly context: VotesContext) {
    this.pace = new Pace(context.clock, VOTING_PACE);
    this.write = batched((wishes) => writeVotes(context.db, wishes, isoNow(context.clock)), AT_ONCE, (error) => !context.db.isAway(error));
  }

  /** Gives a vote or takes it back; what already is so stays so. @throws NotFoundError, NotToldError, TooManyRequestsError */
  async set(wish: VoteWish): Promise<VoteStanding> {
    this.pace.take(wish.reader, TOO_FAST);
    // PostgreSQL refuses such text, and the votes beside this one would fail with it.
    if (!NAMES_A_PAPER.test(wish.paper) || !wish.paper.isWellFormed()) throw new NotFoundError(NO_PAPER);
    return await this.write(wish);
  }

  /** What a reader said about voting; one who said nothing was not told yet. */
  async wishesOf(reader: number): Promise<VoterWishes> {
    const row = await this.context.db.kysely.selectFrom('voters').select(['told_at', 'without_name']).where('reader', '=', reader).executeTakeFirst();
    return { told: row !== undefined && row.told_at !== '', withoutName: row?.without_name === 1 };
  }

  /** The reader knows that votes are public, and wishes theirs to be given with or without name; `all`: those given so far, too. */
  async setWishes(reader: number, { withoutName, all }: { withoutName: boolean; all: boolean }): Promise<void> {
    const values = { told_at: isoNow(this.context.clock), without_name: withoutName ? 1 : 0 };
    const evidence = (await this.context.registrationIsOpen?.()) ? 0 : 1;
    await this.context.db.transaction(async (writer) => {
      // Whoever keeps a page with names on it learns that it may look different.
      await takeSignalTurn(writer);
      await writer.insertInto('voters').values({ reader, evidence, together: 1, ...values }).onConflict((conflict) => conflict.column('reader').doUpdateSet(values)).execute();
      if (all) await writer.updateTable('votes').set({ without_name: values.without_name }).where('reader', '=', reader).execute();
    });
  }

  /** Which of these papers the reader voted for. */
  async votedAmong(reader: number, papers: readonly number[]): Promise<Set<number>> {
    return await votedAmong(this.context.db, reader, papers);
  }

  /** Who voted for a paper, as far as they are named, the latest first. */
  async votersOf(paper: number, limit?: number): Promise<Voters> {
    return await votersOf(this.context.db, paper, limit);
  }

  /** What a reader voted for, the latest first, a page at a time. */
  async list(reader: number, request: VoteListRequest = {}): Promise<{ votes: GivenVote[]; next?: string }> {
    return await listVotes(this.context.db, reader, request);
  }

  /** Takes all votes of a reader away, who leaves, in the transaction that removes the reader. Returns how many there were. */
  async removeReader(writer: Writer, reader: number): Promise<number> {
    return await removeVotesOf(this.context.db, writer, reader);
  }

  /** Brings the counts up to date with papers that were merged or taken apart since it was last called. */
  async followMerges(): Promise<void> {
    while ((await followMerges(this.context.db)) > 0);
  }

  /** Counts everything anew. Returns how many papers were counted. */
  async countEverything(): Promise<number> {
    return await countEverything(this.context.db);
  }
}
