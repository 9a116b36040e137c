import { sql } from 'kysely';
import type { Writer } from './database.js';

export type CounterName = 'seq' | 'paper' | 'record' | 'merge' | 'decision' | 'import' | 'job' | 'reader' | 'harvest' | 'saved search' | 'signal' | 'invitation' | 'deed' | 'mail' | 'kept feed' | 'subscription' | 'bundle' | 'hook' | 'hook call';

/**
 * Takes `count` numbers and returns the first of them.
 * The counter's row stays locked until the transaction ends, so numbers become visible in their order.
 */
export async function takeNumbers(writer: Writer, name: CounterName, count: number): Promise<number> {
  const { rows } = await sql<{ value: number }>`update counters set value = value + ${count} where name = ${name} returning value`.execute(writer);
  const last = rows[0]?.value;
  if (last === undefined) throw new Error(`no counter ${name}`);
  return last - count + 1;
}
