// Makes a checkout ready to run: installs and compiles what is missing, and says nothing when that is nothing.
import fs from 'node:fs';
import path from 'node:path';
import { root } from './bundled-node.mjs';
import { isBuilt } from './freshness.mjs';
import { install, isInstalled, SetUpError } from './install.mjs';
import { isMain } from './is-main.mjs';
import { alone } from './lock.mjs';

const NOT_WRITABLE = 'Packages or code must be brought up to date, and this user may not write here: start it once as one who may.';
const DISK_ERRORS = new Map([
  ['EACCES', NOT_WRITABLE],
  ['EPERM', NOT_WRITABLE],
  ['EROFS', NOT_WRITABLE],
  ['ENOSPC', 'The disk is full. Make room and start again.'],
]);

/**
 * Installs the packages and compiles, where needed. Speaks on standard error, so that a command's own output stays clean.
 * @param {string} folder the checkout
 * @returns {Promise<number>} the exit code: 0 when Broadsheet is ready to run
 */
export async function prepare(folder = root) {
  try {
    if (isInstalled(folder) && isBuilt(folder)) return 0;
    return await alone(path.join(folder, 'dist', '.prepare.lock'), say, () => catchUp(folder));
  } catch (error) {
    if (!(error instanceof SetUpError) && !DISK_ERRORS.has(error.code)) throw error;
    say(error instanceof SetUpError ? error.message : `${error.message}\n${DISK_ERRORS.get(error.code)}`);
    return 1;
  }
}

async function catchUp(folder) {
  if (!isInstalled(folder)) {
    const first = !fs.existsSync(path.join(folder, 'node_modules'));
    say(first ? 'Installing the packages; the first time this takes about half a minute …' : 'Bringing the packages up to date …');
    install(folder);
  }
  if (isBuilt(folder)) return 0;
  say('Compiling …');
  const { build } = await import('./build.mjs');
  const wrong = await build(folder);
  if (wrong === '') return 0;
  process.stderr.write(wrong);
  say('It does not compile; what is wrong is above.');
  return 1;
}

function say(words) {
  process.stderr.write(`${words}\n`);
}

if (isMain(import.meta.url)) process.exitCode = await prepare();
