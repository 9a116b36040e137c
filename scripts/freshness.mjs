// Tells in a few milliseconds whether dist/ is what the sources say.
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { root } from './bundled-node.mjs';

/** The folders that are compiled and copied to dist/. */
export const TREES = ['src', 'test', 'bench', 'eval'];

/** Where the compiler keeps what it knows of its last run, in dist/. */
export const COMPILER_NOTES = ['.tsbuildinfo', '.tsbuildinfo-assets'];

const SINGLE_FILES = ['package.json', 'package-lock.json', 'tsconfig.json', 'scripts/build.mjs', 'scripts/bundle.mjs'];

/**
 * Every file under a folder, without what editors and file managers leave there (`.x.swp`, `x~`, `.DS_Store`).
 * @param {string} folder
 * @returns {string[]} paths that start with `folder`; none when there is no such folder
 */
export function filesUnder(folder) {
  if (!fs.existsSync(folder)) return [];
  return fs.readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (entry.name.startsWith('.') || entry.name.endsWith('~')) return [];
    const file = path.join(folder, entry.name);
    return entry.isDirectory() ? filesUnder(file) : [file];
  });
}

/**
 * Whether nothing has changed since the last good build. Where only the times changed (a fresh checkout of the same
 * files, a copy), contents decide. A copy without sources counts as built.
 * @param {string} folder the checkout
 * @returns {boolean}
 */
export function isBuilt(folder = root) {
  if (!fs.existsSync(path.join(folder, 'src'))) return true;
  const stamp = readStamp(folder);
  if (stamp === undefined || !fs.existsSync(path.join(folder, 'dist/program/main.js'))) return false;
  if (stamp.compiler !== compilerDigest(folder)) return false;
  const files = sources(folder);
  const times = timesDigest(folder, files);
  if (stamp.times === times) return true;
  if (stamp.contents !== contentsDigest(folder, files)) return false;
  tryToWriteStamp(folder, { ...stamp, times });
  return true;
}

/**
 * What the sources are now; taken before a build, so that an edit made during it is seen as one.
 * @param {string} folder the checkout
 * @returns {{ times: string, contents: string }}
 */
export function snapshot(folder = root) {
  const files = sources(folder);
  return { times: timesDigest(folder, files), contents: contentsDigest(folder, files) };
}

/**
 * Remembers that dist/ was built from these sources.
 * @param {string} folder the checkout
 * @param {{ times: string, contents: string }} before what `snapshot` said before the build
 */
export function recordBuild(folder, before) {
  fs.writeFileSync(stampFile(folder), JSON.stringify({ ...before, compiler: compilerDigest(folder) }));
}

/**
 * Forgets the last good build: from here on dist/ may hold something else.
 * @param {string} folder the checkout
 */
export function forgetBuild(folder) {
  fs.rmSync(stampFile(folder), { force: true });
}

function stampFile(folder) {
  return path.join(folder, 'dist', '.built.json');
}

function readStamp(folder) {
  try {
    return JSON.parse(fs.readFileSync(stampFile(folder), 'utf8'));
  } catch {
    return undefined;
  }
}

function tryToWriteStamp(folder, stamp) {
  try {
    fs.writeFileSync(stampFile(folder), JSON.stringify(stamp));
  } catch {
    // A read-only installation stays as it is; it only compares contents again next time.
  }
}

function sources(folder) {
  const files = TREES.flatMap((tree) => filesUnder(path.join(folder, tree)));
  const single = SINGLE_FILES.map((name) => path.join(folder, name)).filter((file) => fs.existsSync(file));
  return [...files, ...single].sort();
}

/** What the compiler noted of its last run: it changes when somebody runs the compiler by hand. */
function compilerDigest(folder) {
  const notes = COMPILER_NOTES.map((name) => path.join(folder, 'dist', name)).filter((file) => fs.existsSync(file));
  return contentsDigest(folder, notes);
}

function timesDigest(folder, files) {
  return digest(folder, files, (file) => {
    const found = fs.statSync(file, { throwIfNoEntry: false });
    return found ? `${found.size} ${found.mtimeMs}` : 'gone';
  });
}

function contentsDigest(folder, files) {
  return digest(folder, files, (file) => fs.readFileSync(file));
}

function digest(folder, files, describe) {
  const hash = createHash('sha256');
  for (const file of files) hash.update(`\n${path.relative(folder, file)}\n`).update(describe(file));
  return hash.digest('hex');
}
