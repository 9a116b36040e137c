import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

const POLL_MS = 200;
const OLDEST_LOCK_MS = 15 * 60 * 1000;

/**
 * Does something while no other process does it.
 * @template T
 * @param {string} file where the holder's process number is kept meanwhile
 * @param {(words: string) => void} say tells that another one is waited for
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function alone(file, say, work) {
  fs.mkdirSync(path.dirname(file), { recursive: true });
  for (let tries = 0; !take(file); tries += 1) {
    if (tries === 0) say('Another start is installing or compiling; waiting for it …');
    await wait(POLL_MS);
  }
  try {
    return await work();
  } finally {
    fs.rmSync(file, { force: true });
  }
}

function take(file) {
  try {
    fs.writeFileSync(file, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
    if (isLeftOver(file)) fs.rmSync(file, { force: true });
    return false;
  }
}

/** Its process has ended (or the number now belongs to another one, so long ago was it taken). */
function isLeftOver(file) {
  try {
    const holder = Number(fs.readFileSync(file, 'utf8'));
    if (Date.now() - fs.statSync(file).mtimeMs > OLDEST_LOCK_MS) return true;
    return holder > 0 && !isRunning(holder);
  } catch {
    return false;
  }
}

function isRunning(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}
