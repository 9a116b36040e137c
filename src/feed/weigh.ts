import { votesSince, writeWeights } from '#community';
import type { Database } from '#db';
import type { Clock } from '#lib';
import { FULL_WEIGHT, readerWeights, type ReaderFacts } from './weights/index.js';

const DAY_MS = 86_400_000;
const LOOKED_AT_DAYS = 90;

export interface WeighContext {
  db: Database;
  clock: Clock;
  /** Whether anybody can make an account. */
  registrationIsOpen(): Promise<boolean>;
  /** Whether somebody let this reader in: the owner, an invitation. */
  isVouchedFor(reader: { number: number; role: string }): boolean;
}

/** Weighs all readers anew by what they voted for. Returns whether any weighs otherwise than before. */
export async function weighReaders({ db, clock, registrationIsOpen, isVouchedFor }: WeighContext): Promise<boolean> {
  const rows = await db.kysely.selectFrom('readers').select(['number', 'role', 'created_at']).execute();
  if (!(await registrationIsOpen())) return (await writeWeights(db, rows.map(({ number }) => ({ reader: number, ...FULL_WEIGHT })))) > 0;
  const facts = rows.map((row): ReaderFacts => ({ reader: row.number, accountAgeDays: Math.max(0, (clock.now() - Date.parse(row.created_at)) / DAY_MS), vouched: isVouchedFor(row) }));
  const votes = await votesSince(db, new Date(clock.now() - LOOKED_AT_DAYS * DAY_MS).toISOString());
  return (await writeWeights(db, [...readerWeights(facts, votes)].map(([reader, weight]) => ({ reader, ...weight })))) > 0;
}
