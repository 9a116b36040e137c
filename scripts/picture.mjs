// Takes the picture of the README: the sample edition, which is ours, in a real browser. `node scripts/picture.mjs [FILE]`
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { chromium } from 'playwright-core';
import { rightNode, root } from './bundled-node.mjs';
import { findBrowser } from './browser.mjs';
import { prepare } from './prepare.mjs';

const SIZE = { width: 960, height: 720 };
const START_LIMIT_MS = 30_000;

async function main(file) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'broadsheet-picture-'));
  const server = start(folder);
  try {
    await take(`${await addressOf(server)}/sample`, file);
    console.error(`${file}: ${Math.round(fs.statSync(file).size / 1000)} kB`);
  } finally {
    await stop(server);
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

function start(folder) {
  const settings = { PORT: '0', HOST: '127.0.0.1', BASE_URL: '', DATABASE_URL: '', DATABASE_URL_FILE: '', BROADSHEET_DATA: folder, BROADSHEET_CONFIG: '', BROADSHEET_LOG: 'warn' };
  const program = path.join(root, 'bin', 'broadsheet.js');
  return spawn(rightNode(), [program, 'serve', '--no-worker'], { cwd: folder, env: { ...process.env, ...settings }, stdio: ['ignore', 'pipe', 'inherit'] });
}

/** Where the pages are, as the program prints it. */
function addressOf(server) {
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error('The server does not say where it is.')), START_LIMIT_MS);
    let said = '';
    server.stdout.on('data', (chunk) => {
      said += chunk;
      const address = /http:\/\/127\.0\.0\.1:\d+/.exec(said)?.[0];
      if (address === undefined) return;
      clearTimeout(late);
      resolve(address);
    });
    server.once('exit', (code) => {
      clearTimeout(late);
      reject(new Error(`The server ended with code ${code}.`));
    });
  });
}

async function take(address, file) {
  const { path: executablePath } = findBrowser((words) => console.error(words));
  const args = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const browser = await chromium.launch({ executablePath, args });
  try {
    const page = await browser.newPage({ viewport: SIZE, colorScheme: 'light', locale: 'en-GB' });
    const answer = await page.goto(address, { waitUntil: 'load' });
    if (!answer?.ok()) throw new Error(`${address} answers with ${answer?.status()}.`);
    await page.screenshot({ path: file });
  } finally {
    await browser.close();
  }
}

function stop(server) {
  if (server.exitCode !== null) return Promise.resolve();
  const ended = new Promise((resolve) => server.once('exit', resolve));
  server.kill('SIGTERM');
  return ended;
}

process.exitCode = await prepare();
if (process.exitCode === 0) await main(path.resolve(process.argv[2] ?? path.join(root, 'docs', 'picture.png')));
