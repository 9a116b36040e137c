import type { Transform } from 'node:stream';
import { createGunzip, createZstdDecompress } from 'node:zlib';
import { InputError } from '../errors.js';

export type Compression = 'none' | 'gzip' | 'zstd';

/** How many bytes at the beginning tell the compression. */
export const MAGIC_BYTES = 8;

const OUTPUT_CHUNK = 256 * 1024;

/** What is met where a file of papers was meant, by its first bytes (latin1), and what to do about it. */
const UNREADABLE: [magic: string, what: string, advice: string][] = [
  ['PK\x03\x04', 'a ZIP archive', 'Unpack it with unzip and give the file that was in it.'],
  ['BZh', 'compressed with bzip2', 'Unpack it with bunzip2 first.'],
  ['\xfd7zXZ', 'compressed with xz', 'Unpack it with unxz first.'],
  ['7z\xbc\xaf', 'a 7-Zip archive', 'Unpack it first.'],
  ['\xff\xfe', 'text in UTF-16', 'Convert it with: iconv -f UTF-16 -t UTF-8'],
  ['\xfe\xff', 'text in UTF-16', 'Convert it with: iconv -f UTF-16 -t UTF-8'],
  ['%PDF', 'a PDF', 'Give a list of papers: JSON lines, BibTeX, RIS or CSL-JSON.'],
  ['SQLite', 'a SQLite database', 'To bring back a backup use: broadsheet restore'],
  ['PAR1', 'a Parquet file', 'Convert it to JSON lines first.'],
];

/** The compression, by the first bytes. @throws InputError for what is recognised and cannot be read */
export function compressionOf(head: Buffer, name: string): Compression {
  const start = head.toString('latin1');
  if (start.startsWith('\x1f\x8b')) return 'gzip';
  // RFC 8878: a frame, or a skippable frame before it.
  if (start.startsWith('\x28\xb5\x2f\xfd') || /^[\x50-\x5f]\x2a\x4d\x18/.test(start)) return 'zstd';
  const known = UNREADABLE.find(([magic]) => start.startsWith(magic));
  if (known) throw new InputError(`${name} is ${known[1]}. ${known[2]}`);
  return 'none';
}

/** A stream that decompresses. */
export function createDecoder(compression: 'gzip' | 'zstd'): Transform & { bytesWritten: number } {
  return compression === 'gzip' ? createGunzip({ chunkSize: OUTPUT_CHUNK }) : createZstdDecompress({ chunkSize: OUTPUT_CHUNK });
}
