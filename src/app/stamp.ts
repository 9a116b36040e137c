import { sql } from 'kysely';
import type { Instance } from '#cli';

const MINUTE_MS = 60_000;

/** A text that changes whenever a page may look different: a paper, a vote or a setting changed, a reader came, gathering went on, or a minute went by. */
export async function pageStamp({ db, clock }: Instance): Promise<string> {
  const { rows } = await sql<{ seq: number; votes: number; readers: number; changed: string | null; gathered: string | null }>`
    select value as seq, (select value from counters where name = 'signal') as votes, (select count(*) from readers) as readers, (select max(updated_at) from settings) as changed, (select max(updated_at) from roads) as gathered from counters where name = 'seq'
  `.execute(db.kysely);
  return `${rows[0]?.seq} ${rows[0]?.votes} ${rows[0]?.readers} ${rows[0]?.changed ?? ''} ${rows[0]?.gathered ?? ''} ${Math.floor(clock.now() / MINUTE_MS)}`;
}
