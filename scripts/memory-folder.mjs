// A temporary folder in memory, for what nobody needs after a run: a disk would write all of it.
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/** The memory file system that Linux machines have. Elsewhere, and in containers that give it 64 MB, files go to the disk. */
const SHARED_MEMORY = '/dev/shm';
const LEAST_ROOM = 3 * 2 ** 30;

/**
 * Makes a folder in memory, where there is room to spare and files may be run as on a disk.
 * @returns {string | undefined} nothing where the folder of temporary files has to do, or was chosen by TMPDIR
 */
export function makeMemoryFolder() {
  if (process.env.TMPDIR !== undefined || process.platform !== 'linux' || room() < LEAST_ROOM) return undefined;
  try {
    const folder = fs.mkdtempSync(path.join(SHARED_MEMORY, 'broadsheet-'));
    // Passed through by the users that PostgreSQL and some tests run as.
    fs.chmodSync(folder, 0o711);
    if (runsPrograms(folder)) return folder;
    fs.rmSync(folder, { recursive: true });
  } catch {
    // Not ours to write to: the disk will do.
  }
  return undefined;
}

function room() {
  try {
    const { bavail, bsize } = fs.statfsSync(SHARED_MEMORY);
    return Math.min(bavail * bsize, process.availableMemory?.() ?? os.freemem());
  } catch {
    return 0;
  }
}

function runsPrograms(folder) {
  const program = path.join(folder, 'program');
  fs.writeFileSync(program, '#!/bin/sh\nexit 0\n', { mode: 0o755 });
  const { status } = spawnSync(program);
  fs.rmSync(program);
  return status === 0;
}
