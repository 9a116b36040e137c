import type { Database } from '#db';
import { isoNow, type Clock } from '#lib';
import { aheadOf } from './ahead.js';

/**
 * Takes a named lease for a while, or renews one's own. False when somebody else holds it.
 * What only one process may do at a time (write the search index) is done by its holder.
 */
export async function takeLease(db: Database, clock: Clock, lease: { name: string; holder: string; forMs: number }): Promise<boolean> {
  const until = new Date(clock.now() + lease.forMs).toISOString();
  return await db.transaction(async (writer) => {
    await writer.insertInto('leases').values({ name: lease.name, holder: '', until: '' }).onConflict((conflict) => conflict.doNothing()).execute();
    const { numUpdatedRows } = await writer
      .updateTable('leases')
      .set({ holder: lease.holder, until })
      .where('name', '=', lease.name)
      .where((where) => where.or([where('holder', '=', lease.holder), where('until', '<', isoNow(clock)), where('until', '>', aheadOf(clock, lease.forMs))]))
      .executeTakeFirst();
    return numUpdatedRows > 0n;
  });
}

/** Whether somebody holds a lease now. */
export async function isLeaseHeld(db: Database, clock: Clock, name: string): Promise<boolean> {
  const lease = await db.kysely.selectFrom('leases').select('until').where('name', '=', name).executeTakeFirst();
  return lease !== undefined && lease.until >= isoNow(clock);
}

/** Gives a lease up, so that the next holder need not wait for its end. */
export async function giveLease(db: Database, lease: { name: string; holder: string }): Promise<void> {
  await db.kysely.updateTable('leases').set({ holder: '', until: '' }).where('name', '=', lease.name).where('holder', '=', lease.holder).execute();
}
