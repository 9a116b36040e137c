import { randomUUID } from 'node:crypto';
import type { StoredSettings } from '#db';
import { isoNow, type Clock } from '#lib';

const SETTING = 'search.rebuild';

/** Asks whoever writes the index to make it anew. @returns the name of the wish, by which its fulfilment is known */
export async function requestRebuild(settings: StoredSettings, clock: Clock): Promise<string> {
  const request = randomUUID();
  await settings.set(SETTING, request, isoNow(clock));
  return request;
}

/** The last wish that somebody had, fulfilled or not. */
export async function readRequest(settings: StoredSettings): Promise<string | undefined> {
  return await settings.get<string>(SETTING);
}
