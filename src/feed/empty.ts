import type { Database } from '#db';
import type { Clock } from '#lib';
import { announcementInstant, countPapers, dayKind } from '#papers';
import { daysOf } from './period.js';
import type { EmptyReason, Period } from './types.js';

/** Why a period shows nothing: the nearest true reason. */
export async function emptyReason(context: { db: Database; clock: Clock }, period: Period, counts: { stored: number; unfiltered: number }): Promise<EmptyReason> {
  if (counts.unfiltered > 0) return { kind: 'filtered', unfiltered: counts.unfiltered };
  if (counts.stored > 0) return { kind: 'not-in-categories', stored: counts.stored };
  const first = daysOf(period)[0]!;
  if (Date.parse(announcementInstant(first)) > context.clock.now()) return { kind: 'future' };
  const kind = dayKind(first);
  if (period.kind === 'day' && kind.kind === 'weekend') return { kind: 'weekend' };
  if (period.kind === 'day' && kind.kind === 'holiday') return { kind: 'holiday', name: kind.name };
  return (await countPapers(context.db.kysely)) === 0 ? { kind: 'nothing-stored' } : { kind: 'nothing-imported' };
}
