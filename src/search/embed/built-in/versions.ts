import { mkdir, open, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { diskReason, EnvironmentError, messageOf } from '#lib';
import { BuiltInEmbedder } from './built-in-embedder.js';
import { TermTableError } from './errors.js';
import { decodeTermTable, encodeTermTable, type TermTableFiles } from './term-table-files.js';
import type { TermTable } from './term-table.js';

/** What a table is written as until it is whole; nobody reads it. */
const UNFINISHED = '.unfinished';
/** A vocabulary of long words is a few hundred kilobytes, vectors 13 MB at most. */
const LARGEST_FILE = 64 * 2 ** 20;

/** The versions of the term table that a folder holds, the newest first; none when there is no such folder. */
export async function termTableVersions(folder: string): Promise<number[]> {
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  return names.filter((name) => /^[1-9]\d{0,8}$/.test(name)).map(Number).sort((a, b) => b - a);
}

/**
 * Keeps a table under the next number. It is written beside, brought to disk and renamed: whoever looks sees all of it or nothing.
 * What an earlier writing that did not end has left is removed. One process writes at a time.
 * @returns its version
 * @throws EnvironmentError when it cannot be written
 */
export async function saveTermTable(folder: string, table: TermTable): Promise<number> {
  try {
    await removeUnfinished(folder);
    const version = ((await termTableVersions(folder))[0] ?? 0) + 1;
    const beside = join(folder, `${version}${UNFINISHED}`);
    await mkdir(beside, { recursive: true });
    for (const [name, bytes] of Object.entries(encodeTermTable(table))) await writeToDisk(join(beside, name), bytes);
    await rename(beside, join(folder, String(version)));
    return version;
  } catch (error) {
    await removeUnfinished(folder).catch(() => {});
    throw new EnvironmentError(`What was learned cannot be written to ${folder}: ${diskReason(error) ?? messageOf(error)}. Make room or give the right to write there; search goes on with what it has.`, { cause: error });
  }
}

/**
 * The embedder of a version.
 * @throws TermTableError when it is not there, damaged, or written by another release in another way
 */
export async function openBuiltInEmbedder(folder: string, version: number): Promise<BuiltInEmbedder> {
  const place = join(folder, String(version));
  try {
    return new BuiltInEmbedder(decodeTermTable(await readFiles(place)), version);
  } catch (error) {
    throw new TermTableError(`The term table in ${place} cannot be used: ${messageOf(error)}. Remove that folder; Broadsheet learns another, and searches by words until then.`, { cause: error });
  }
}

/** Removes versions that nobody uses any more. */
export async function removeTermTables(folder: string, versions: readonly number[]): Promise<void> {
  for (const version of versions) await rm(join(folder, String(version)), { recursive: true, force: true });
}

async function removeUnfinished(folder: string): Promise<void> {
  const names = await readdir(folder).catch((): string[] => []);
  for (const name of names) {
    if (name.endsWith(UNFINISHED)) await rm(join(folder, name), { recursive: true, force: true });
  }
}

async function writeToDisk(path: string, bytes: Uint8Array): Promise<void> {
  const file = await open(path, 'w');
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
}

async function readFiles(place: string): Promise<TermTableFiles> {
  const [header, vocabulary, vectors] = await Promise.all(['header.json', 'vocabulary.txt', 'vectors.bin'].map((name) => readWhole(join(place, name))));
  return { 'header.json': header!, 'vocabulary.txt': vocabulary!, 'vectors.bin': vectors! };
}

async function readWhole(path: string): Promise<Uint8Array> {
  const file = await open(path);
  try {
    const { size } = await file.stat();
    if (size > LARGEST_FILE) throw new TermTableError(`${path} has ${size} bytes, more than any table`);
    return await file.readFile();
  } finally {
    await file.close();
  }
}
