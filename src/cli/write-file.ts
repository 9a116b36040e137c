import { createWriteStream, existsSync, realpathSync, statSync } from 'node:fs';
import { rename, rm, stat } from 'node:fs/promises';
import type { Duplex } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip, createZstdCompress } from 'node:zlib';
import { diskReason, EnvironmentError, InvalidInputError } from '#lib';

export type WrittenAs = 'plain' | 'gzip' | 'zstd';

export interface WriteOptions {
  as: WrittenAs;
  /** Permissions, such as `0o600`. */
  mode?: number;
}

/** How a file of this name is written. */
export function writtenAs(file: string): WrittenAs {
  return file.endsWith('.gz') ? 'gzip' : file.endsWith('.zst') ? 'zstd' : 'plain';
}

/**
 * Writes a text file that is there whole or not at all: into `FILE.part`, then renamed. Returns its size in bytes.
 * @throws EnvironmentError when folder or disk do not let it; whatever the text throws
 */
export async function writeWhole(file: string, text: AsyncIterable<string>, { as, mode = 0o666 }: WriteOptions): Promise<number> {
  const target = ordinaryFile(file);
  const part = `${target}.part`;
  try {
    await rm(part, { force: true });
    // Flushed to the disk before the rename: else a power cut could leave the name without the content.
    await pipeline([text, ...packing(as), createWriteStream(part, { flags: 'wx', mode, flush: true })]);
    const { size } = await stat(part);
    await rename(part, target);
    return size;
  } catch (error) {
    await rm(part, { force: true }).catch(() => {});
    throw explain(error, file);
  }
}

/** Renaming would put a plain file in the place of a device or a link. */
function ordinaryFile(file: string): string {
  if (!existsSync(file)) return file;
  if (!statSync(file).isFile()) throw new InvalidInputError(`${file} is not a file that can be replaced. Name a file.`);
  return realpathSync(file);
}

function packing(as: WrittenAs): Duplex[] {
  return as === 'gzip' ? [createGzip()] : as === 'zstd' ? [createZstdCompress()] : [];
}

function explain(error: unknown, file: string): unknown {
  const reason = diskReason(error);
  return reason === undefined ? error : new EnvironmentError(`${file} cannot be written: ${reason}. What was there before is as it was.`, { cause: error });
}
