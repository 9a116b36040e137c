import { randomBytes } from 'node:crypto';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { EnvironmentError } from '../errors.js';

/** Keeps a message as a file that mail programs open; it can be read by this user only, as it may hold a link that lets somebody in. */
export async function keepInOutbox(folder: string, message: Uint8Array, now: Date): Promise<string> {
  const name = `${now.toISOString().replace(/[:.]/g, '-')}-${randomBytes(4).toString('hex')}.eml`;
  const path = join(folder, name);
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await writeFile(`${path}.part`, message, { mode: 0o600 });
    // Whole or not there: somebody may watch the folder.
    await rename(`${path}.part`, path);
    return path;
  } catch (error) {
    throw new EnvironmentError(`The mail could not be written into the outbox ${folder}. Check that the disk has room and that this user may write there.`, { cause: error });
  }
}
