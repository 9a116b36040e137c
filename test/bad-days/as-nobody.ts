import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { StartOptions } from '../run-broadsheet.js';

const NOBODY = 65_534;
const PROGRAM = fileURLToPath(new URL('../../program/main.js', import.meta.url));

/**
 * How to start a program as a user without rights. Whoever runs the tests is taken for one, unless it is root, who may write
 * everywhere. A checkout under a home folder of root cannot be read by others: there the user gets the right to read everything.
 * @throws when root cannot step down
 */
export function asNobody(): StartOptions {
  if (process.getuid?.() !== 0) return {};
  const ways: StartOptions[] = [
    { uid: NOBODY, gid: NOBODY },
    { through: ['setpriv', `--reuid=${NOBODY}`, `--regid=${NOBODY}`, '--clear-groups', '--inh-caps=+dac_read_search', '--ambient-caps=+dac_read_search'] },
  ];
  const found = ways.find(canRead);
  if (found === undefined) throw new Error('This test steps down from root to a user without rights, and here that user cannot read the program: run the tests as an ordinary user.');
  return found;
}

function canRead({ uid, gid, through = [] }: StartOptions): boolean {
  const [command = process.execPath, ...args] = [...through, process.execPath, PROGRAM, '--version'];
  return spawnSync(command, args, { uid, gid, stdio: 'ignore' }).status === 0;
}
