import { setTimeout as sleep } from 'node:timers/promises';
import type { Instance } from '#cli';
import { decidePlaces, weighReaders } from '#feed';

const FOLLOW_MS = 2_000;
const LEARN_MS = 600_000;

export interface RankOptions {
  signal: AbortSignal;
  noteError?: (error: unknown) => void;
}

/** Keeps what orders follow from: counts after merges at once, and every ten minutes what readers weigh and what votes are to be expected. */
export async function rankFor(instance: Instance, { signal, noteError }: RankOptions): Promise<void> {
  let learned = -Infinity;
  while (!signal.aborted) {
    try {
      await instance.votes.followMerges();
      if (performance.now() - learned >= LEARN_MS) {
        learned = performance.now();
        await learnRanking(instance);
      }
    } catch (error) {
      noteError?.(error);
      instance.log.warn({ err: error }, 'the order of papers could not be brought up to date; it is tried again');
    }
    await sleep(FOLLOW_MS, undefined, { signal }).catch(() => {});
  }
}

/** Weighs readers, counts anew where that changed anything, looks at the last editions, and writes down who was first. */
export async function learnRanking(instance: Instance): Promise<void> {
  const { db, clock, votes, editions, feed } = instance;
  const changed = await weighReaders({ db, clock, registrationIsOpen: () => instance.registrationIsOpen(), isVouchedFor: ({ role }) => role !== 'reader' });
  if (changed) await votes.countEverything();
  await editions.learn();
  await decidePlaces({ db, clock, categories: await instance.categories() }, feed);
}
