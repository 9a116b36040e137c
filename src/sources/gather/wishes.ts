import type { StoredSettings } from '#db';
import { isoNow, type Clock } from '#lib';
import type { Wishes } from './types.js';

/** The name under which the settings keep what the owner said about gathering. */
const NAME = 'gathering';

/** What the owner said about gathering. */
export async function readWishes(settings: StoredSettings): Promise<Wishes> {
  return (await settings.get<Wishes>(NAME)) ?? {};
}

/** Changes what the owner said; a field that is undefined is taken back. */
export async function changeWishes(settings: StoredSettings, clock: Clock, change: Partial<Wishes>): Promise<void> {
  await settings.set(NAME, { ...(await readWishes(settings)), ...change }, isoNow(clock));
}
