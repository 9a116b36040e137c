import { editionDayAt } from '#papers';
import { chance } from '../world/chance.js';
import { announcedAt, editionBefore } from '../world/windows.js';
import type { World } from '../world/world.js';
import type { RequestFaults } from './box.js';

/** Whether a fault that takes a share of the papers takes this one: always the same ones for the same share. */
export function isTaken(world: World, id: string, fault: { share: number } | undefined, word: 'hide' | 'deleted' | 'misannounce'): boolean {
  return fault !== undefined && chance(world.seed, word, id) < fault.share;
}

/** Tells the papers that no fault hides from a request. */
export function notHidden(world: World, faults: RequestFaults): (paper: number) => boolean {
  const hide = faults.use('hide');
  return (paper) => hide === undefined || !isTaken(world, world.id(paper), hide, 'hide');
}

/** Tells the papers that are neither hidden nor deleted. */
export function isThere(world: World, faults: RequestFaults): (paper: number) => boolean {
  const shown = notHidden(world, faults);
  const deleted = faults.use('deleted');
  return (paper) => shown(paper) && (deleted === undefined || !isTaken(world, world.id(paper), deleted, 'deleted'));
}

/** The instant up to which a server knows what happened: now, or just before the announcement that a fault makes it miss. */
export function knownUpTo(now: number, faults: RequestFaults): number {
  const stale = faults.use('stale');
  if (stale === undefined || stale.batches < 1) return now;
  let missed = editionDayAt(now);
  for (let batch = 1; batch < stale.batches; batch += 1) missed = editionBefore(missed);
  return announcedAt(missed) - 1;
}
