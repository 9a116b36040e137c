import { readFileSync } from 'node:fs';
import type { PaperRecord } from '#papers';
import { openInput, readRecords, type ReadItem, type ReadOptions } from './index.js';

/** The bytes of a fixture. */
export function fixture(name: string): Buffer {
  return readFileSync(new URL(`./fixtures/${name}`, import.meta.url));
}

/** A stream of these bytes in pieces of a size. */
export async function* pieces(bytes: Uint8Array | string, size = 64 * 1024): AsyncGenerator<Uint8Array> {
  const buffer = Buffer.from(bytes);
  for (let at = 0; at < buffer.length; at += size) yield buffer.subarray(at, at + size);
}

/** Everything readRecords finds in these bytes. */
export async function readAll(bytes: Uint8Array | string, options: ReadOptions = {}): Promise<ReadItem[]> {
  const items: ReadItem[] = [];
  for await (const batch of readRecords(await openInput(pieces(bytes)), options)) items.push(...batch.items);
  return items;
}

/** The records alone. @throws the first entry's error */
export async function recordsIn(bytes: Uint8Array | string, options: ReadOptions = {}): Promise<PaperRecord[]> {
  return (await readAll(bytes, options)).map((item) => {
    if ('error' in item) throw item.error;
    return item.record;
  });
}

/** What is wrong, line by line: `3: This entry has no title.` */
export function errorsIn(items: readonly ReadItem[]): string[] {
  return items.flatMap((item) => ('error' in item ? [`${item.position.line}: ${item.error.message}`] : []));
}

/** The titles of the records. */
export function titlesIn(items: readonly ReadItem[]): string[] {
  return items.flatMap((item) => ('record' in item ? [item.record.title] : []));
}
