import { BroadsheetError } from '#lib';

/** The index on disk is not whole: it is made anew from the store, in which everything is. */
export class DamagedIndexError extends BroadsheetError {}

/** What was written to: `damaged('vectors.bin', 'its header is short')`. */
export function damaged(what: string, how: string, cause?: unknown): DamagedIndexError {
  return new DamagedIndexError(`The search index is damaged (${what}: ${how}). It is made anew by itself; nothing is lost.`, { cause });
}

/** Whether an error says that the index cannot be read: ours, or one of the engine, which throws plain errors; those with another meaning are classes. */
export function isDamage(error: unknown): boolean {
  return error instanceof DamagedIndexError || (error instanceof Error && error.constructor === Error);
}
