// Written so that any Node from 14 on can read it: this is what an old one meets first.
import { spawn } from 'child_process';
import fs from 'fs';
import path from 'path';
import { fileURLToPath } from 'url';

/** The folder of the checkout. */
export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');

/** The oldest major version of Node whose releases may run Broadsheet. */
export const OLDEST_MAJOR = 24;

/** The major version of the Node that runs this. */
export function runningMajor() {
  return Number(process.versions.node.split('.')[0]);
}

/** Whether the Node that runs this can run Broadsheet itself: it needs `node:sqlite` and `Temporal`. */
export function isRightNode() {
  return runningMajor() >= OLDEST_MAJOR && typeof Temporal === 'object' && Boolean(process.versions.sqlite);
}

/**
 * The Node that the npm package `node` brought.
 * @param {string} folder the checkout
 * @returns {string | undefined} its path; undefined when it is not installed
 */
export function bundledNode(folder = root) {
  const name = process.platform === 'win32' ? 'node.exe' : 'node';
  const file = path.join(folder, 'node_modules', 'node', 'bin', name);
  return fs.existsSync(file) ? file : undefined;
}

/**
 * The Node to run Broadsheet and its tools with: this one when it is right, else the bundled one.
 * @returns {string | undefined}
 */
export function rightNode() {
  return isRightNode() ? process.execPath : bundledNode();
}

/** Whether the running Node is the bundled one: handing over to it once more would never end. */
export function isBundledNode() {
  const bundled = bundledNode();
  return bundled !== undefined && fs.realpathSync(bundled) === fs.realpathSync(process.execPath);
}

/** What to do when no Node on this machine can run Broadsheet. */
export function howToGetNode() {
  return [
    'Broadsheet needs Node 26 or newer; this one is ' + process.versions.node + ', and its own is not installed.',
    'Either run `npm install` in ' + root + ', which brings it along,',
    'or install Node 26 or newer from https://nodejs.org and start again.',
  ].join('\n');
}

/**
 * Goes on under another Node with the same input, output, signals and exit code. In place of this process where the
 * running Node knows how, else as its child, and then this returns while the child runs.
 * @param {string} node the Node to go on with
 * @param {string[]} args the script and its arguments
 */
export function goOnUnder(node, args) {
  const all = process.execArgv.concat(args);
  if (process.platform !== 'win32' && typeof process.execve === 'function') {
    // It is called experimental in some versions, which would be said to whoever only wanted to read the paper.
    process.removeAllListeners('warning');
    process.execve(node, [node].concat(all), process.env);
  }
  const child = spawn(node, all, { stdio: 'inherit' });
  forwardSignals(child);
  child.on('error', function (error) {
    console.error(node + ' does not start: ' + error.message);
    process.exit(126);
  });
  child.on('exit', endLike);
}

function forwardSignals(child) {
  // Windows tells the whole console of Ctrl-C by itself, and a signal sent from here would end the child unheard.
  const pass = process.platform === 'win32' ? function () {} : function (signal) { child.kill(signal); };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, pass);
}

function endLike(code, signal) {
  if (signal === null) process.exit(code);
  process.removeAllListeners(signal);
  process.kill(process.pid, signal);
}
