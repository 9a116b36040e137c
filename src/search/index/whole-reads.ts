import { readSync, writeSync } from 'node:fs';

/** Reads until the buffer is full or the file ends; how many bytes there were. */
export function readFully(file: number, into: Buffer, position: number): number {
  let read = 0;
  while (read < into.length) {
    const got = readSync(file, into, read, into.length - read, position + read);
    if (got === 0) break;
    read += got;
  }
  return read;
}

/** Writes all of it. */
export function writeFully(file: number, bytes: Buffer, position: number): void {
  for (let written = 0; written < bytes.length; ) written += writeSync(file, bytes, written, bytes.length - written, position + written);
}
