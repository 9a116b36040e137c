import type { Position } from '../file/index.js';
import type { ImportBatch, ImportItem } from './batch.js';

/**
 * The same items in portions of one size, each with the place where the next one begins.
 * When reading fails, what was read before comes first and then the error.
 */
export async function* inPortions(batches: AsyncIterable<ImportBatch>, size: number): AsyncGenerator<ImportBatch> {
  let held: ImportItem[] = [];
  let end: Position | undefined;
  let failure: { error: unknown } | undefined;
  try {
    for await (const { items, next } of batches) {
      held = held.concat(items);
      end = next;
      let start = 0;
      for (; held.length - start > size; start += size) yield { items: held.slice(start, start + size), next: held[start + size]!.position };
      held = held.slice(start);
    }
  } catch (error) {
    failure = { error };
  }
  if (end !== undefined) yield { items: held, next: end };
  if (failure !== undefined) throw failure.error;
}

/** The same until the signal, even while the next one is still awaited: a stream may be silent for long. */
export async function* untilAborted<T>(source: AsyncIterable<T>, signal: AbortSignal | undefined): AsyncGenerator<T> {
  const iterator = source[Symbol.asyncIterator]();
  const aborted = whenAborted(signal);
  try {
    for (;;) {
      const step = await Promise.race([iterator.next(), aborted]);
      if (step === undefined || step.done) return;
      yield step.value;
    }
  } finally {
    // Not awaited: it would wait for the step that nobody waits for any more.
    void iterator.return?.();
  }
}

/** Resolves when the signal aborts. */
export function whenAborted(signal: AbortSignal | undefined): Promise<undefined> {
  return new Promise((resolve) => {
    if (signal?.aborted) resolve(undefined);
    else signal?.addEventListener('abort', () => resolve(undefined), { once: true });
  });
}
