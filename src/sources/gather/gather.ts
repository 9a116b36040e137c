import { setTimeout as sleep } from 'node:timers/promises';
import { HeldLease } from '#jobs';
import { sleepUntil } from '#lib';
import type { GatherContext } from './context.js';
import { perform } from './perform.js';
import { plan, type Action } from './plan.js';
import { readState } from './state.js';

export interface GatherOptions {
  /** A name of this process, for the lease: one process of an instance gathers. */
  holder: string;
  signal: AbortSignal;
  /** Told what is done, before it is done. */
  onAction?: (action: Action) => void;
  /** Told of every failure beside the log. */
  noteError?: (error: unknown) => void;
}

const LEASE = 'gather';
/** Longer than any request with its wait. */
const LEASE_MS = 300_000;
/** How soon a wish of the owner or a reader is seen, in real milliseconds. */
const LOOK_MS = 1_000;
const AFTER_ERROR_MS = 5_000;

/** Gathers until told to stop: looks at where things stand, does what is due, waits. */
export async function gather(context: GatherContext, options: GatherOptions): Promise<void> {
  const { signal } = options;
  const lease = new HeldLease(context, { name: LEASE, holder: options.holder, forMs: LEASE_MS });
  while (!signal.aborted) {
    try {
      if (await lease.hold()) await turn(context, options);
      else await sleep(LOOK_MS, undefined, { signal });
    } catch (error) {
      if (signal.aborted) break;
      options.noteError?.(error);
      context.log.error({ err: error }, 'gathering was interrupted; it goes on in a moment');
      await sleep(AFTER_ERROR_MS, undefined, { signal }).catch(() => {});
    }
  }
  await lease.give();
}

async function turn(context: GatherContext, options: GatherOptions): Promise<void> {
  const { clock } = context;
  const { signal } = options;
  const action = plan(await readState(context), clock.now());
  options.onAction?.(action);
  if (action.do === 'rest') await sleep(LOOK_MS, undefined, { signal });
  else if (action.do === 'wait') await sleepUntil(clock, Math.min(action.until, clock.now() + LOOK_MS * (clock.speed || 1)), signal);
  else await perform(context, action, signal);
}
