import { PostgresAdapter, sql } from 'kysely';
import type { Writer } from './database.js';

export type CounterName = 'seq' | 'paper' | 'record' | 'merge' | 'decision' | 'import' | 'job' | 'reader' | 'harvest' | 'saved search' | 'signal' | 'invitation' | 'deed' | 'mail' | 'kept feed' | 'subscription' | 'bundle' | 'hook' | 'hook call';

/**
 * Takes `count` numbers and returns the first of them.
 * The counter's row stays locked until the transaction ends, so numbers become visible in their order.
 * With `after` the row of that counter is locked first, as by who takes numbers of it; none is taken.
 */
export async function takeNumbers(writer: Writer, name: CounterName, count: number, { after }: { after?: CounterName } = {}): Promise<number> {
  const { rows } = await (after === undefined || !isPostgres(writer) ? sql<Taken>`update counters set value = value + ${count} where name = ${name} returning value` : lockingFirst(after, { name, count })).execute(writer);
  const last = rows[0]?.value;
  if (last === undefined) throw new Error(`no counter ${name}`);
  return last - count + 1;
}

interface Taken {
  value: number;
}

/** On SQLite a transaction has the lock of the whole database, and no row needs one. The first row is locked before the second is touched: the update needs it. */
function lockingFirst(after: CounterName, { name, count }: { name: CounterName; count: number }) {
  return sql<Taken>`
    with held as (select name from counters where name = ${after} for no key update)
    update counters set value = value + ${count} from held where counters.name = ${name} returning counters.value
  `;
}

function isPostgres(writer: Writer): boolean {
  return writer.getExecutor().adapter instanceof PostgresAdapter;
}
