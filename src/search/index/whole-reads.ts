import { read, readSync, writeSync } from 'node:fs';
import { promisify } from 'node:util';

const readSome = promisify(read);

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

/** The same beside other work: what is not in memory yet is waited for by nobody else. */
export async function readFullyBeside(file: number, into: Buffer, position: number): Promise<number> {
  let all = 0;
  while (all < into.length) {
    const { bytesRead } = await readSome(file, into, all, into.length - all, position + all);
    if (bytesRead === 0) break;
    all += bytesRead;
  }
  return all;
}

/** Writes all of it. */
export function writeFully(file: number, bytes: Buffer, position: number): void {
  for (let written = 0; written < bytes.length; ) written += writeSync(file, bytes, written, bytes.length - written, position + written);
}
