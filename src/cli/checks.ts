import { accessSync, constants, existsSync } from 'node:fs';
import { statfs } from 'node:fs/promises';
import { createServer } from 'node:net';
import { dirname, join, sep } from 'node:path';
import type { Config } from '#config';
import { DATABASE_FILE, inspectDatabase, type Inspection } from '#db';
import { createLogger } from '#lib';
import type { RunningInstance } from './command.js';
import { bytes } from './format.js';

/** What one check found, with what to do where it is not well. */
export interface Finding {
  state: 'ok' | 'warn' | 'fail';
  name: string;
  words: string;
}

const OLDEST_NODE = 24;
const LITTLE_SPACE = 1e9;
const NO_SPACE = 1e8;

/** The Node that runs this. */
export function checkNode(version = process.versions.node): Finding {
  const bundled = process.execPath.includes(`${sep}node_modules${sep}`) ? 'the one that Broadsheet brings' : process.execPath;
  if (Number.parseInt(version, 10) >= OLDEST_NODE) return { state: 'ok', name: 'Node', words: `${version}, ${bundled}` };
  return { state: 'fail', name: 'Node', words: `${version} is too old: Broadsheet needs ${OLDEST_NODE} or newer. "npm install" in its folder brings one.` };
}

/** The data folder: there, writable, with room. A folder that is not there yet must be one that can be made. */
export async function checkFolder(folder: string): Promise<Finding[]> {
  const name = 'data folder';
  const there = existsSync(folder);
  const nearest = nearestFolder(folder);
  try {
    accessSync(nearest, constants.W_OK | constants.X_OK);
  } catch {
    return [{ state: 'fail', name, words: `${folder} cannot be ${there ? 'written' : 'made'} by this user. Give it the right to, or choose another folder with BROADSHEET_DATA.` }];
  }
  return [{ state: 'ok', name, words: there ? folder : `${folder} is made at the first start` }, await checkSpace(nearest)];
}

function nearestFolder(folder: string): string {
  return existsSync(folder) || dirname(folder) === folder ? folder : nearestFolder(dirname(folder));
}

async function checkSpace(folder: string): Promise<Finding> {
  const { bavail, bsize } = await statfs(folder);
  const free = bavail * bsize;
  if (free >= LITTLE_SPACE) return { state: 'ok', name: 'disk', words: `${bytes(free)} free` };
  return { state: free < NO_SPACE ? 'fail' : 'warn', name: 'disk', words: `only ${bytes(free)} free on the disk of ${folder}. A million papers take about 4 GB: free some, or choose another folder with BROADSHEET_DATA.` };
}

/** The database: can be opened or reached, is sound, and of this program's schema. @throws EnvironmentError when it cannot */
export async function checkDatabase(config: Config): Promise<Finding[]> {
  const name = 'database';
  const found = await inspectDatabase({ url: config.databaseUrl, file: join(config.data, DATABASE_FILE), log: createLogger('silent', 'doctor') });
  if (found === undefined) return [{ state: 'ok', name, words: 'a SQLite file is made at the first start' }];
  const problems = found.problems.map((problem): Finding => ({ state: 'fail', name, words: `${problem}. ${adviceFor(config)}` }));
  return [...problems, { name, ...judgeSchema(found) }];
}

function adviceFor(config: Config): string {
  return config.databaseUrl === undefined ? 'Stop Broadsheet and restore the last backup: "broadsheet restore --replace FILE".' : 'Update the server.';
}

function judgeSchema({ version, schema, newest }: Inspection): Omit<Finding, 'name'> {
  if (schema > newest) return { state: 'fail', words: `${version}, but with schema ${schema}, written by a newer Broadsheet: this one knows up to ${newest}. Start the newer one.` };
  const todo = schema === newest ? 'up to date' : schema === 0 ? 'its tables are made at the first start' : `schema ${schema}, brought to ${newest} at the next start; make a backup before that`;
  return { state: 'ok', words: `${version}, ${todo}` };
}

/** The port: free, or taken by the instance of this data folder. */
export async function checkPort({ host, port }: Config, running: RunningInstance | undefined): Promise<Finding> {
  const name = 'port';
  if (running !== undefined) return { state: 'ok', name, words: `Broadsheet is running, ${running.url || 'starting'} (process ${running.pid})` };
  const code = await tryListening(host, port);
  if (code === undefined) return { state: 'ok', name, words: `${port} on ${host} is free` };
  const reasons: Record<string, string> = {
    EADDRINUSE: `${port} on ${host} is taken by another program. Stop it, or choose another with PORT.`,
    EACCES: `${port} needs rights that this user does not have. Choose one above 1023 with PORT.`,
    EADDRNOTAVAIL: `${host} is not an address of this machine. Set HOST to 127.0.0.1, or 0.0.0.0 for all.`,
    ENOTFOUND: `${host} is not an address of this machine. Set HOST to 127.0.0.1, or 0.0.0.0 for all.`,
  };
  return { state: 'fail', name, words: reasons[code] ?? `${port} on ${host} cannot be listened on (${code}).` };
}

/** The code of the error, if it cannot be done. */
function tryListening(host: string, port: number): Promise<string | undefined> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
    server.listen(port, host, () => server.close(() => resolve(undefined)));
  });
}
