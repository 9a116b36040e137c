import type { Database, Writer } from '#db';
import { sleepUntil, type Clock } from '#lib';
import type { Pacer as Pacing, Turn as PacedTurn, TurnOutcome } from '#lib/fetch';
import { aheadOf } from './ahead.js';
import { backOffMs, LONGEST_RETRY_AFTER_MS, type Outcome } from './back-off.js';

/** Where a request goes: hosts of one lane share its one connection and its pace; each host is left alone by itself. */
export interface Place {
  lane: string;
  host: string;
}

/** The right to make one request; to be settled when it has ended. */
export interface Turn {
  place: Place;
}

export interface PacerOptions {
  db: Database;
  clock: Clock;
  /** A name of this process; a process that takes its place under the same name need not wait for its lease. */
  holder: string;
  /** Which hosts share a lane; a host that is not named has one of its own. */
  lanes?: Readonly<Record<string, string>>;
  /** Between the end of one request of a lane and the start of the next, in milliseconds of the clock. */
  spacingMs?: number;
  random?: () => number;
}

/** arXiv asks for no more than one request every three seconds and one connection at a time: https://info.arxiv.org/help/api/tou.html */
const SPACING_MS = 3_000;
/** Longer than any request is let live, in real time. */
const LEASE_MS = 120_000;

interface Row {
  name: string;
  next_at: string;
  holder: string;
  lease_until: string;
  failures: number;
}

/**
 * Paces requests durably, for all processes that share a database: one request of a lane at a time, with time between
 * them that also a restart or a killed process cannot shorten, and hosts left alone as they ask. All in the clock's time.
 */
export class Pacer implements Pacing {
  private readonly spacingMs: number;
  private readonly leaseMs: number;
  private readonly random: () => number;

  constructor(private readonly options: PacerOptions) {
    this.spacingMs = options.spacingMs ?? SPACING_MS;
    this.leaseMs = LEASE_MS * (options.clock.speed || 1);
    this.random = options.random ?? Math.random;
  }

  /** Waits for a turn, in the clock's time. @throws AbortError once the signal aborts */
  async turn(host: string, signal?: AbortSignal): Promise<PacedTurn> {
    const place = { lane: this.options.lanes?.[host] ?? host, host };
    for (;;) {
      signal?.throwIfAborted();
      const answer = await this.take(place);
      if (!('at' in answer)) return { end: async (outcome) => void (await this.settle(answer, outcomeOf(outcome))) };
      await sleepUntil(this.options.clock, answer.at, signal);
    }
  }

  /** A turn, or the instant (milliseconds) at which to ask again. */
  async take(place: Place): Promise<Turn | { at: number }> {
    return await this.options.db.transaction(async (writer) => {
      const rows = await this.lock(writer, place);
      const at = Math.max(this.laneFreeAt(rows.get(laneName(place))), this.hostFreeAt(rows.get(hostName(place))));
      if (at > this.options.clock.now()) return { at };
      await this.write(writer, laneName(place), { holder: this.options.holder, lease_until: this.later(this.leaseMs), next_at: this.later(this.spacingMs) });
      return { place };
    });
  }

  /** Ends a turn. Returns the instant (milliseconds) before which the host is not asked again. */
  async settle({ place }: Turn, outcome: Outcome): Promise<number> {
    return await this.options.db.transaction(async (writer) => {
      const host = (await this.lock(writer, place)).get(hostName(place));
      const failures = outcome.kind === 'answered' ? 0 : (host?.failures ?? 0) + 1;
      const wait = outcome.kind === 'answered' ? 0 : backOffMs(outcome, failures, this.random());
      await this.write(writer, laneName(place), { holder: '', lease_until: '', next_at: this.later(this.spacingMs) });
      await this.write(writer, hostName(place), { next_at: this.later(wait), failures });
      return this.options.clock.now() + wait;
    });
  }

  /** Leaves a host alone whose answers cannot be used, for longer the more of them there were in a row (from 1). */
  async leaveAlone(host: string, failures: number): Promise<void> {
    const next_at = this.later(backOffMs({ kind: 'failed' }, failures, this.random()));
    const row = { name: hostName({ host }), next_at, holder: '', lease_until: '', failures };
    await this.options.db.kysely.insertInto('pacing').values(row).onConflict((conflict) => conflict.column('name').doUpdateSet(row)).execute();
  }

  /** Before which instant (milliseconds) each host is left alone; hosts never asked are free now. */
  async freeAt(hosts: readonly string[]): Promise<Map<string, number>> {
    const { db, clock } = this.options;
    const rows = await db.kysely.selectFrom('pacing').selectAll().where(db.anyOf('name', hosts.map((host) => hostName({ host })))).execute();
    const byName = new Map(rows.map((row) => [row.name, row]));
    return new Map(hosts.map((host) => [host, Math.max(this.hostFreeAt(byName.get(hostName({ host }))), clock.now())]));
  }

  /** Both rows, locked in one order so that two processes never wait for each other. */
  private async lock(writer: Writer, place: Place): Promise<Map<string, Row>> {
    const names = [hostName(place), laneName(place)].sort();
    for (const name of names) {
      await writer.insertInto('pacing').values({ name, next_at: '', holder: '', lease_until: '', failures: 0 }).onConflict((conflict) => conflict.doNothing()).execute();
    }
    const rows = await writer
      .selectFrom('pacing')
      .selectAll()
      .where('name', 'in', names)
      .orderBy('name')
      .$if(this.options.db.kind === 'postgres', (query) => query.forUpdate())
      .execute();
    return new Map(rows.map((row) => [row.name, row]));
  }

  private laneFreeAt(row: Row | undefined): number {
    if (row === undefined) return 0;
    const taken = row.holder === '' || row.holder === this.options.holder ? 0 : this.unlessSetBack(row.lease_until, this.leaseMs);
    return Math.max(taken, this.unlessSetBack(row.next_at, this.spacingMs));
  }

  private hostFreeAt(row: Row | undefined): number {
    return row === undefined ? 0 : this.unlessSetBack(row.next_at, LONGEST_RETRY_AFTER_MS);
  }

  /** The instant, unless it was written before the clock was set back: no clock writes one so far ahead. */
  private unlessSetBack(iso: string, longest: number): number {
    return iso === '' || iso > aheadOf(this.options.clock, longest) ? 0 : Date.parse(iso);
  }

  private later(milliseconds: number): string {
    return new Date(this.options.clock.now() + milliseconds).toISOString();
  }

  private async write(writer: Writer, name: string, change: Partial<Row>): Promise<void> {
    await writer.updateTable('pacing').set(change).where('name', '=', name).execute();
  }
}

function outcomeOf({ failure, retryAfter }: TurnOutcome): Outcome {
  if (failure === undefined) return { kind: 'answered' };
  return failure === 'throttled' || failure === 'unavailable' ? { kind: 'refused', retryAfterMs: retryAfter } : { kind: 'failed' };
}

function laneName({ lane }: Pick<Place, 'lane'>): string {
  return `lane ${lane}`;
}

function hostName({ host }: Pick<Place, 'host'>): string {
  return `host ${host}`;
}
