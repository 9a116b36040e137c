import { mkdirSync } from 'node:fs';
import { HeldLease, pause } from '#jobs';
import { messageOf } from '#lib';
import { explainMachine } from '../index/machine.js';
import type { FollowContext } from './context.js';
import { Follower } from './follower.js';
import { INDEXER_LEASE } from './lease.js';

export interface FollowOptions {
  /** A name of this process, for the lease: one process of an instance writes the index. */
  holder: string;
  signal: AbortSignal;
  /** Told of every failure beside the log. */
  noteError?: (error: unknown) => void;
  /** True ends it when this says so, once nothing is left to do; without it it goes on until the signal. */
  until?: () => Promise<boolean>;
  /** Ends after so many real milliseconds in which there was nothing to do, or somebody else was doing it. */
  idleMs?: number;
}

const LEASE_MS = 60_000;
/** Learning and indexing take longer than a lease. */
const RENEW_MS = 15_000;
/** How soon a change of the store is seen, in real milliseconds. */
const LOOK_MS = 300;
const AFTER_ERROR_MS = 2_000;

/** Keeps the search index as the store says until told to stop, whenever this process holds the lease. */
export async function followStore(context: FollowContext, options: FollowOptions): Promise<void> {
  const { signal } = options;
  const lease = new HeldLease(context, { name: INDEXER_LEASE, holder: options.holder, forMs: LEASE_MS });
  const renewal = setInterval(() => void lease.hold().catch(() => {}), RENEW_MS);
  const follower = new Follower(context, options);
  const rest = new Rest(options.idleMs);
  try {
    while (!signal.aborted && !(await followOnce(context, options, { lease, follower, rest })));
  } finally {
    clearInterval(renewal);
    await follower.close().catch((error: unknown) => context.log.warn({ err: error }, 'the search index was not closed as it should be'));
    await lease.give();
  }
}

/** One look and what follows from it; true when it is done with everything and should end. */
async function followOnce(context: FollowContext, { signal, noteError, until }: FollowOptions, { lease, follower, rest }: { lease: HeldLease; follower: Follower; rest: Rest }): Promise<boolean> {
  try {
    if (!(await lease.hold())) {
      // Whoever has the lease may make another index: what is open here is not to be written any more.
      await follower.reset();
      if ((await until?.()) === true || rest.isOver(false)) return true;
      await pause(LOOK_MS, signal);
      return false;
    }
    mkdirSync(context.place.generationsFolder, { recursive: true });
    const worked = await follower.turn();
    if (rest.isOver(worked || follower.busy)) return true;
    if (worked) return false;
    if ((await until?.()) === true) return true;
    await pause(LOOK_MS, signal);
  } catch (thrown) {
    if (signal.aborted) return true;
    const error = explainMachine(thrown, context.place.folder);
    noteError?.(error);
    follower.status.noteError(messageOf(error));
    context.log.error({ err: error }, 'the search index could not be brought up to date; it is tried again in a moment');
    await follower.reset().catch(() => {});
    await pause(AFTER_ERROR_MS, signal);
  }
  return false;
}

/** How long nothing has been done. Only looks are counted: making a first index is one long turn after which all is done. */
class Rest {
  private ms = 0;

  constructor(private readonly longest = Infinity) {}

  /** Told whether a look found something to do; true when there was nothing for long enough. */
  isOver(worked: boolean): boolean {
    this.ms = worked ? 0 : this.ms + LOOK_MS;
    return this.ms > this.longest;
  }
}
