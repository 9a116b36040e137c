import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';

/** A real file system, in memory, that can be full. */
export interface SmallDisk {
  folder: string;
  /** Makes it larger or smaller, while it is in use. */
  resize(kilobytes: number): void;
}

/** Mounts a disk of so many kilobytes, unmounted after the test; undefined where this user may not mount (on Linux root may). */
export function mountSmallDisk(t: TestContext, kilobytes: number): SmallDisk | undefined {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return undefined;
  const folder = mkdtempSync(join(tmpdir(), 'broadsheet-disk-'));
  t.after(() => {
    // Lazily: PostgreSQL may still hold a file that was deleted.
    spawnSync('umount', ['-l', folder]);
    rmdirSync(folder);
  });
  const mount = (options: string) => spawnSync('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', folder]).status === 0;
  if (!mount(`size=${kilobytes}k`)) return undefined;
  return { folder, resize: (wanted) => void mount(`remount,size=${wanted}k`) };
}

/** Why a test is skipped. */
export const CANNOT_MOUNT = 'this user may not mount a small disk; the page limit of SQLite stands in for it';
