import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import { join, resolve } from 'node:path';

/** The checkout. */
export const ROOT = resolve(import.meta.dirname, '../..');

/** Made papers and imported instances are kept here from run to run: making a million takes minutes. Remove it at any time. */
export const KEPT = join(os.tmpdir(), 'broadsheet-bench');

const temporary = new Set<string>();
mkdirSync(KEPT, { recursive: true });
process.on('exit', () => {
  for (const folder of temporary) rmSync(folder, { recursive: true, force: true });
});
for (const [signal, code] of [['SIGINT', 130], ['SIGTERM', 143]] as const) process.on(signal, () => process.exit(code));

/** A new folder that is gone when the benchmark ends, however it ends. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(KEPT, 'run-'));
  temporary.add(folder);
  return folder;
}

/** Removes it now: a million papers are gigabytes. */
export function removeFolder(folder: string): void {
  rmSync(folder, { recursive: true, force: true });
  temporary.delete(folder);
}
