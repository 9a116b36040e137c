import { takeNumbers, type Writer } from '#db';
import type { Join } from './identity.js';

/** One entry of the journal of merges, before it is written. */
export interface Move {
  kind: 'merge' | 'unmerge';
  kept: number;
  gone: number;
  join?: Join;
}

/** Writes one move down: what happened, who was behind it, and why in words. */
export async function journalMove(writer: Writer, move: Move, about: { now: string; by: 'identity' | 'owner'; why?: string }): Promise<void> {
  const decided = move.join?.reason === 'decided';
  await writer
    .insertInto('merges')
    .values({
      number: await takeNumbers(writer, 'merge', 1),
      kind: move.kind,
      kept: move.kept,
      gone: move.gone,
      merged_at: about.now,
      merged_by: decided || move.kind === 'unmerge' ? about.by : 'identity',
      why: move.join === undefined || decided ? (about.why ?? '') : `same ${move.join.reason}: ${move.join.a} and ${move.join.b}`,
    })
    .execute();
}
