import { randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { diskReason, EnvironmentError } from '#lib';

const FOLDER = 'uploads';
const UNFINISHED = '.part';

/**
 * Streams an upload into the data folder, where it is whole or not at all. Returns its path.
 * @throws EnvironmentError when the disk or the rights do not let it
 */
export async function keepUpload(data: string, bytes: ReadableStream<Uint8Array>): Promise<string> {
  const folder = join(data, FOLDER);
  const path = join(folder, randomUUID());
  try {
    await mkdir(folder, { recursive: true });
    await pipeline(Readable.fromWeb(bytes as Parameters<typeof Readable.fromWeb>[0]), createWriteStream(path + UNFINISHED, { mode: 0o600 }));
    await rename(path + UNFINISHED, path);
    return path;
  } catch (error) {
    await rm(path + UNFINISHED, { force: true });
    const reason = diskReason(error);
    if (reason === undefined) throw error;
    throw new EnvironmentError(`The file could not be kept in ${folder}: ${reason}. Nothing of it was taken in; send it again when that is mended.`, { cause: error });
  }
}

/** Removes what a process that was killed in the middle of an upload left behind. Only for who holds the folder. */
export async function removeBrokenUploads(data: string): Promise<void> {
  const folder = join(data, FOLDER);
  const names = await readdir(folder).catch((): string[] => []);
  for (const name of names.filter((name) => name.endsWith(UNFINISHED))) await rm(join(folder, name), { force: true });
}
