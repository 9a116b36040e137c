// Finds a Chromium for the tests that look at pages, and gets one when the machine has none.
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { root } from './bundled-node.mjs';
import { filesUnder } from './freshness.mjs';
import { SetUpError } from './install.mjs';

const isWindows = process.platform === 'win32';
const START_LIMIT_MS = 30_000;
const PLAYWRIGHT_BROWSER = 'chromium-headless-shell';
const DEBIAN_PACKAGES = ['chromium-headless-shell', 'chromium'];

/** Chromium without its windows first: it shows the same pages in a third of the processor time. */
const NAMES_ON_PATH = ['chromium-headless-shell', 'chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome', 'microsoft-edge'];
const USUAL_PLACES = {
  linux: ['/usr/lib/chromium/chromium-headless-shell', '/usr/lib/chromium/chromium', '/usr/lib64/chromium-browser/chromium-browser', '/opt/google/chrome/chrome', '/snap/bin/chromium'],
  darwin: ['', os.homedir()].flatMap((home) =>
    ['Google Chrome', 'Chromium', 'Microsoft Edge'].map((name) => `${home}/Applications/${name}.app/Contents/MacOS/${name}`),
  ),
  win32: ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA'].flatMap((name) =>
    ['Google\\Chrome\\Application\\chrome.exe', 'Chromium\\Application\\chrome.exe', 'Microsoft\\Edge\\Application\\msedge.exe'].map(
      (program) => path.join(process.env[name] ?? '', program),
    ),
  ),
};

/**
 * A browser that starts: the one BROADSHEET_TEST_BROWSER names, else the system's, else Playwright's own download, else,
 * for root on Debian, the distribution's package.
 * @param {(words: string) => void} say tells what is being downloaded or installed
 * @returns {{ path: string, version: string }} `version` as the browser says it: "Chromium 156.0.8078.79"
 * @throws {SetUpError} when there is none and none can be had
 */
export function findBrowser(say) {
  const named = process.env.BROADSHEET_TEST_BROWSER;
  if (named) return tried(named) ?? fail(`BROADSHEET_TEST_BROWSER names ${named}, which does not start.`);
  return systemBrowser() ?? playwrightBrowser() ?? downloaded(say) ?? fromDebian(say) ?? fail('The tests need a browser.');
}

function fail(why) {
  throw new SetUpError(
    `${why}\nInstall Chromium or Chrome (Debian: apt-get install ${DEBIAN_PACKAGES[0]}; Fedora: dnf install chromium; macOS: brew install ` +
      `--cask chromium),\nor run \`npx playwright-core install --with-deps ${PLAYWRIGHT_BROWSER}\`, or set BROADSHEET_TEST_BROWSER to its path.`,
  );
}

function systemBrowser() {
  const folders = (process.env.PATH ?? '').split(path.delimiter).filter(Boolean);
  const onPath = isWindows ? [] : folders.flatMap((folder) => NAMES_ON_PATH.map((name) => path.join(folder, name)));
  return firstThatStarts([...onPath, ...(USUAL_PLACES[process.platform] ?? [])]);
}

function firstThatStarts(places) {
  for (const place of places) {
    const browser = fs.existsSync(place) ? tried(place) : undefined;
    if (browser) return browser;
  }
  return undefined;
}

/** Some distributions leave a script under the browser's name that only says where to get it: so it is tried. */
function tried(place) {
  // On Windows `--version` opens a window; the folder beside the program is named after its version there.
  if (isWindows) return fs.existsSync(place) ? { path: place, version: `${path.basename(place, '.exe')} ${versionBeside(place)}` } : undefined;
  const { status, stdout } = spawnSync(place, ['--version'], { encoding: 'utf8', timeout: START_LIMIT_MS });
  const version = /^.*?\d+(\.\d+)+/m.exec(stdout ?? '')?.[0];
  return status === 0 && version ? { path: place, version: version.trim() } : undefined;
}

function versionBeside(place) {
  return fs.readdirSync(path.dirname(place)).find((name) => /^\d+(\.\d+)+$/.test(name)) ?? '';
}

function playwright(args, options) {
  const cli = path.join(root, 'node_modules', 'playwright-core', 'cli.js');
  return spawnSync(process.execPath, [cli, 'install', ...args, PLAYWRIGHT_BROWSER], { encoding: 'utf8', ...options });
}

function playwrightBrowser() {
  const planned = playwright(['--dry-run'], {}).stdout ?? '';
  const folder = /Install location:\s*(.*\S)/.exec(planned)?.[1];
  const programs = folder ? filesUnder(folder).filter((file) => /(headless.shell|chrome)(\.exe)?$/.test(path.basename(file))) : [];
  return firstThatStarts(programs);
}

function downloaded(say) {
  say(`This machine has no Chromium; downloading Playwright's (${PLAYWRIGHT_BROWSER}) …`);
  const { status, stderr } = playwright([], { stdio: ['ignore', 'ignore', 'pipe'] });
  const browser = status === 0 ? playwrightBrowser() : undefined;
  if (browser) return browser;
  const why = status === 0 ? 'it does not start here (missing libraries?)' : firstLine(/^Error: .*/m.exec(stderr ?? '')?.[0] ?? stderr);
  say(`Playwright's download is of no use: ${why}.`);
  return undefined;
}

function firstLine(text) {
  return String(text ?? '').trim().split('\n')[0];
}

function fromDebian(say) {
  if (process.getuid?.() !== 0 || !fs.existsSync('/etc/debian_version')) return undefined;
  apt(say, ['update', '-q']);
  // Older releases have no package of the shell alone.
  for (const name of DEBIAN_PACKAGES) if (apt(say, ['install', '-y', '-q', '--no-install-recommends', name])) return systemBrowser();
  return undefined;
}

function apt(say, args) {
  say(`Installing the distribution's Chromium: apt-get ${args.join(' ')} …`);
  const { status } = spawnSync('apt-get', args, { stdio: ['ignore', 'ignore', 'inherit'], env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } });
  if (status !== 0) say(`apt-get ${args[0]} failed; what it said is above.`);
  return status === 0;
}
