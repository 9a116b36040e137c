import type { Database, Writer } from '#db';
import { isoNow, type Clock } from '#lib';

/** What becomes of a paper that somebody asked for: `asked` the worker will; `missing` arXiv has none, as of a day ago at most; `busy` too many were asked for. */
export type WantedAnswer = 'asked' | 'missing' | 'busy';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** Readers may ask for so many papers in an hour. */
const PAPERS_AN_HOUR = 60;

/** Puts a paper down for the worker to ask for; once for each id, and no more than an hour's number. */
export async function wantPaper(db: Database, clock: Clock, id: string): Promise<WantedAnswer> {
  const now = isoNow(clock);
  return await db.transaction(async (writer) => {
    const known = await writer.selectFrom('wanted').selectAll().where('id', '=', id).executeTakeFirst();
    if (known?.state === 'waiting') return 'asked';
    // Found just now, it is on its way into the reader's sight.
    if (known !== undefined && isWithin(known.answered_at, clock, DAY_MS)) return known.state === 'missing' ? 'missing' : 'asked';
    const { count } = await writer.selectFrom('wanted').select(({ fn }) => fn.countAll<number>().as('count')).where('asked_at', '>', since(clock, HOUR_MS)).where('asked_at', '<=', now).executeTakeFirstOrThrow();
    if (Number(count) >= PAPERS_AN_HOUR) return 'busy';
    const row = { id, state: 'waiting', asked_at: now, answered_at: '' };
    await writer.insertInto('wanted').values(row).onConflict((conflict) => conflict.column('id').doUpdateSet(row)).execute();
    return 'asked';
  });
}

/** Puts down papers whose record could not be read on its page, to be asked for singly; in the transaction that leaves the page behind. */
export async function wantUnread(writer: Writer, ids: readonly string[], now: string): Promise<void> {
  for (const id of new Set(ids)) {
    await writer.insertInto('wanted').values({ id, state: 'waiting', asked_at: now, answered_at: '' }).onConflict((conflict) => conflict.doNothing()).execute();
  }
}

/** The ids that wait, the longest waiting first. */
export async function wantedPapers(db: Database): Promise<string[]> {
  const rows = await db.kysely.selectFrom('wanted').select('id').where('state', '=', 'waiting').orderBy('asked_at').orderBy('id').execute();
  return rows.map(({ id }) => id);
}

/** Notes which of the wanted papers there are. */
export async function answerWanted(db: Database, clock: Clock, { ids, found }: { ids: readonly string[]; found: ReadonlySet<string> }): Promise<void> {
  const now = isoNow(clock);
  await db.transaction(async (writer) => {
    for (const [state, some] of [['found', ids.filter((id) => found.has(id))], ['missing', ids.filter((id) => !found.has(id))]] as const) {
      await writer.updateTable('wanted').set({ state, answered_at: now }).where(db.anyOf('id', some)).execute();
    }
    await writer.deleteFrom('wanted').where('state', '!=', 'waiting').where('answered_at', '<', since(clock, 2 * DAY_MS)).execute();
  });
}

function since(clock: Clock, milliseconds: number): string {
  return new Date(clock.now() - milliseconds).toISOString();
}

/** An instant of the last while; not one that was written before the clock was set back. */
function isWithin(instant: string, clock: Clock, milliseconds: number): boolean {
  return instant > since(clock, milliseconds) && instant <= isoNow(clock);
}
