import type { Writer } from '#db';

/** Notes that papers announced on these days changed. */
export async function touchDays(writer: Writer, days: readonly string[], seq: number): Promise<void> {
  if (days.length === 0) return;
  await writer
    .insertInto('days')
    .values(days.map((day) => ({ day, seq })))
    .onConflict((conflict) => conflict.column('day').doUpdateSet((excluded) => ({ seq: excluded.ref('excluded.seq') })))
    .execute();
}

/** Removes days on which nothing is announced any more. */
export async function dropEmptyDays(writer: Writer, days: readonly string[]): Promise<void> {
  for (const day of days) {
    await writer
      .deleteFrom('days')
      .where('day', '=', day)
      .where(({ not, exists, selectFrom }) => not(exists(selectFrom('announcements').select('paper').where('announcements.day', '=', day))))
      .execute();
  }
}
