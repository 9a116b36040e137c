// Installs what package-lock.json says, and knows without asking npm when that is there already.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { bundledNode, isRightNode, root } from './bundled-node.mjs';

const DEPENDENCY_KINDS = ['dependencies', 'devDependencies', 'optionalDependencies'];

/** Something the person at the keyboard has to see to; its message says what. */
export class SetUpError extends Error {}

/**
 * Whether the packages of the lock are there, and a Node that can run Broadsheet.
 * @param {string} folder the checkout
 * @returns {boolean}
 */
export function isInstalled(folder = root) {
  if (!isRightNode() && !bundledNode(folder)) return false;
  if (readText(stampFile(folder)) === wanted(folder)) return true;
  if (!isInstalledByHand(folder)) return false;
  recordInstall(folder);
  return true;
}

/**
 * Installs the packages at the versions of the lock, which stays as it is.
 * @param {string} folder the checkout
 * @throws {SetUpError} when npm fails, or no Node that can run Broadsheet is there afterwards
 */
export function install(folder = root) {
  // `install`, not `ci`: a lock written on one platform may lack another's optional packages, which `ci` refuses.
  // The development packages belong to it: the compiler and the Node that runs everything are among them.
  try {
    npmInstall(['--include=dev', '--include=optional', '--prefer-offline'], folder);
  } catch (error) {
    throw new SetUpError(installFailed(error, folder));
  }
  checkNode(folder);
  recordInstall(folder);
}

/**
 * `npm install` without changing package.json or the lock, and without the lines a newcomer need not read.
 * @param {string[]} args further arguments
 * @param {string} folder where to run it
 * @throws {SetUpError} when there is no npm
 * @throws {Error} when npm fails; it has said why on standard error
 */
export function npmInstall(args, folder = root) {
  npm(['install', '--no-save', ...args], folder);
}

/**
 * `npm ci` in a folder with a package.json and a lock of its own: exactly those versions, as the lock's digests say, and
 * none of their install scripts.
 * @param {string} folder
 * @throws {SetUpError} when there is no npm
 * @throws {Error} when npm fails; it has said why on standard error
 */
export function npmCleanInstall(folder) {
  // Whoever has no network shall not wait for long until that is clear.
  npm(['ci', '--ignore-scripts', '--prefer-offline', '--fetch-retries=1', '--fetch-retry-mintimeout=1000'], folder);
}

function npm(args, folder) {
  const { node, npm: program } = findNpm();
  const quiet = ['--no-audit', '--no-fund', '--loglevel=error', '--no-engine-strict', '--no-update-notifier'];
  execFileSync(node, [program, ...args, ...quiet], { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] });
}

function installFailed(error, folder) {
  if (error instanceof SetUpError) return error.message;
  const why = error.status ? `npm ended with code ${error.status}` : error.message;
  return [
    `The packages could not be installed: ${why}; what npm said is above.`,
    'Is the package registry reachable from here (network, proxy)? Then start again.',
    `If it goes on failing, remove ${path.join(folder, 'node_modules')} and start again.`,
  ].join('\n');
}

function checkNode(folder) {
  if (isRightNode()) return;
  const node = bundledNode(folder);
  if (node === undefined) throw new SetUpError(nodeIsMissing());
  try {
    execFileSync(node, ['--version'], { stdio: 'pipe' });
  } catch (error) {
    throw new SetUpError(
      `The Node that came with the packages does not run on this machine: ${error.message.trim()}\n` +
        'Install Node 26 or newer from https://nodejs.org (or your system\'s packages) and start again.',
    );
  }
}

function nodeIsMissing() {
  return [
    `Broadsheet needs Node 26 or newer; this one is ${process.versions.node}.`,
    'The npm package `node` brings one along, but its install script did not run: npm is told to ignore such scripts',
    '(`npm config get ignore-scripts`). Either run',
    '    npm rebuild node --ignore-scripts=false',
    'or install Node 26 or newer from https://nodejs.org, and start again.',
  ].join('\n');
}

/** The npm to call and the Node it runs on; npm itself says so to the scripts it starts. */
function findNpm() {
  const said = process.env.npm_execpath;
  const npm = said && path.basename(said).startsWith('np') && said.endsWith('js') ? said : npmOnPath();
  if (npm === undefined) throw new SetUpError('npm was not found. Run `npm install` here, then start again.');
  return { npm: path.join(path.dirname(npm), 'npm-cli.js'), node: process.env.npm_node_execpath ?? process.execPath };
}

function npmOnPath() {
  const folders = [path.dirname(process.execPath), ...(process.env.PATH ?? '').split(path.delimiter)];
  const places = folders.flatMap((folder) => [
    path.join(folder, '../lib/node_modules/npm/bin/npm-cli.js'),
    path.join(folder, 'node_modules/npm/bin/npm-cli.js'),
    ...linkedNpm(folder),
  ]);
  return places.find((place) => fs.existsSync(place));
}

function linkedNpm(folder) {
  const link = path.join(folder, 'npm');
  if (!fs.existsSync(link)) return [];
  const file = fs.realpathSync(link);
  return file.endsWith('.js') ? [file] : [];
}

function stampFile(folder) {
  return path.join(folder, 'node_modules', '.broadsheet-installed');
}

function recordInstall(folder) {
  try {
    fs.writeFileSync(stampFile(folder), wanted(folder));
  } catch {
    // Packages on a read-only disk: compared with the lock again next time.
  }
}

function wanted(folder) {
  const { dependencies } = readPackage(folder);
  const parts = [readText(path.join(folder, 'package-lock.json')), dependencies, process.platform, process.arch];
  return createHash('sha256').update(parts.join('\n')).digest('hex');
}

/** npm keeps its own list of what it installed; when that agrees with the lock there is nothing to do. */
function isInstalledByHand(folder) {
  const lock = readJson(path.join(folder, 'package-lock.json'));
  const installed = readJson(path.join(folder, 'node_modules', '.package-lock.json'));
  if (!lock || !installed || pick(lock.packages['']) !== readPackage(folder).dependencies) return false;
  return Object.entries(lock.packages).every(([place, { version, optional }]) => {
    return place === '' || optional || installed.packages[place]?.version === version;
  });
}

function readPackage(folder) {
  return { dependencies: pick(readJson(path.join(folder, 'package.json'))) };
}

function pick(declared) {
  return JSON.stringify(DEPENDENCY_KINDS.map((kind) => Object.entries(declared?.[kind] ?? {}).sort()));
}

function readJson(file) {
  try {
    return JSON.parse(fs.readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}

function readText(file) {
  try {
    return fs.readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
