import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { ConflictError, EnvironmentError, isoNow, messageOf, systemClock, type Clock } from '#lib';

const LOCK_FILE = 'lock.db';
const INFO_FILE = 'instance.json';
const BUSY = 5;
/** Long enough to outlast somebody who only looks whether the lock is held. */
const WAIT_MS = 500;

/** Who serves a data folder. */
export interface RunningInstance {
  pid: number;
  /** Where its pages are, on this machine; undefined while it starts. */
  url?: string;
  /** Instant in UTC. */
  started: string;
}

export interface HeldFolder {
  /** Notes where the pages are, for the commands that run beside. */
  announce(url: string): void;
  /** Lets the next one in. May be called twice. */
  release(): void;
}

/** Connections that hold a lock: one that nobody refers to could be collected, and its lock would go with it. */
const holding = new Set<DatabaseSync>();

/**
 * Makes this process the only one that serves a data folder.
 *
 * The lock is SQLite's own on an empty database: the operating system takes it away with the process, however that ends
 * (kill -9 too), which a file with a process number in it cannot promise. Nobody may open lock.db by other means in this
 * process: closing any other handle of a file gives up the process's POSIX locks on it.
 * @throws ConflictError when another process serves it
 * @throws EnvironmentError when the folder cannot be written
 */
export function holdFolder(folder: string, clock: Clock = systemClock): HeldFolder {
  const lock = takeLock(folder);
  const info: RunningInstance = { pid: process.pid, started: isoNow(clock) };
  const held: HeldFolder = {
    announce: (url) => writeInfo(folder, { ...info, url }),
    release: () => {
      if (holding.delete(lock)) lock.close();
    },
  };
  try {
    writeInfo(folder, info);
    return held;
  } catch (error) {
    held.release();
    throw error;
  }
}

/** Who serves this data folder now; undefined when nobody does. @throws EnvironmentError when the folder cannot be read */
export function runningInstance(folder: string): RunningInstance | undefined {
  return isHeld(join(folder, LOCK_FILE)) ? readInfo(folder) : undefined;
}

function takeLock(folder: string): DatabaseSync {
  const file = join(folder, LOCK_FILE);
  let lock: DatabaseSync | undefined;
  try {
    lock = new DatabaseSync(file, { timeout: WAIT_MS });
    lock.exec('begin exclusive');
    holding.add(lock);
    return lock;
  } catch (error) {
    lock?.close();
    throw isBusy(error) ? new ConflictError(`${whoHolds(folder)} Stop it first, or use another BROADSHEET_DATA.`, { cause: error }) : cannotUse(file, error);
  }
}

/** Looks without holding: reading is refused for as long as another connection is exclusive. */
function isHeld(file: string): boolean {
  if (!existsSync(file)) return false;
  let looking: DatabaseSync | undefined;
  try {
    looking = new DatabaseSync(file, { readOnly: true, timeout: 0 });
    looking.prepare('select count(*) from sqlite_master').get();
    return false;
  } catch (error) {
    if (isBusy(error)) return true;
    throw cannotUse(file, error);
  } finally {
    looking?.close();
  }
}

function isBusy(error: unknown): boolean {
  return error instanceof Error && 'errcode' in error && typeof error.errcode === 'number' && (error.errcode & 0xff) === BUSY;
}

function cannotUse(file: string, cause: unknown): EnvironmentError {
  return new EnvironmentError(`${file} cannot be used to see whether Broadsheet is running. Check that you may read and write this folder, or remove the file if Broadsheet is not running.`, { cause });
}

function whoHolds(folder: string): string {
  const { pid, url } = readInfo(folder);
  const who = [pid > 0 ? `process ${pid}` : '', url ?? ''].filter((part) => part !== '').join(', ');
  return `Broadsheet is already running on ${folder}${who === '' ? '' : ` (${who})`}.`;
}

function writeInfo(folder: string, info: RunningInstance): void {
  const file = join(folder, INFO_FILE);
  try {
    writeFileSync(`${file}.new`, `${JSON.stringify(info)}\n`);
    renameSync(`${file}.new`, file);
  } catch (cause) {
    throw new EnvironmentError(`${file} cannot be written: ${messageOf(cause)}. Check the disk and that you may write to this folder.`, { cause });
  }
}

/** The holder's own word. Just after it took the lock it may not have written it yet. */
function readInfo(folder: string): RunningInstance {
  try {
    const { pid, url, started } = JSON.parse(readFileSync(join(folder, INFO_FILE), 'utf8')) as Partial<RunningInstance>;
    return { pid: Number(pid) || 0, url, started: String(started) };
  } catch {
    return { pid: 0, started: '' };
  }
}
