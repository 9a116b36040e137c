// Starts a stand-in for arXiv and a Broadsheet that gathers from it over HTTP, both by one fast clock, on a temporary folder.
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { rightNode, root } from './bundled-node.mjs';

const USAGE = `npm run demo [-- FILE] [--date 2026-06-01] [--speed 600] [--categories cs.CL,cs.LG] [--choose]
  FILE          records for the stand-in (JSON lines, also compressed); without one, real or invented ones
  --date        the evening to begin with, 18:00 in New York
  --speed       how many times faster than real time both clocks run
  --categories  what is gathered; --choose leaves that to the first page`;

const options = /** @type {const} */ ({
  date: { type: 'string', default: '2026-06-01' },
  speed: { type: 'string', default: '600' },
  categories: { type: 'string', default: 'cs.AI,cs.CL,cs.CV,cs.LG,stat.ML' },
  choose: { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
});
const LOOK_MS = 1_000;

/** What the command line asks for; says what is wrong and ends otherwise. */
function readArguments() {
  try {
    const { values, positionals } = parseArgs({ options, allowPositionals: true });
    if (values.help) return end(USAGE, 0);
    if (!/^\d{4}-\d\d-\d\d$/.test(values.date) || Number.isNaN(Date.parse(values.date))) return end(`--date takes a day such as 2026-06-01.\n${USAGE}`, 1);
    if (!(Number(values.speed) > 0)) return end(`--speed takes a number above 0.\n${USAGE}`, 1);
    return { ...values, file: positionals[0] };
  } catch (error) {
    return end(`${error.message}\n${USAGE}`, 1);
  }
}

function end(words, code) {
  process.stdout.write(`${words}\n`);
  process.exit(code);
}

/** 18:00 in New York, in summer or winter: two hours before the announcement. */
function eveningOf(date) {
  const hour = (instant) => Number(new Intl.DateTimeFormat('en-US', { hour: 'numeric', hourCycle: 'h23', timeZone: 'America/New_York' }).format(instant));
  const [summer, winter] = [new Date(`${date}T22:00:00Z`), new Date(`${date}T23:00:00Z`)];
  return hour(summer) === 18 ? summer : winter;
}

/** Starts a program of dist; resolves with the first match in what it prints. */
function start(args, env, pattern) {
  const child = spawn(rightNode(), args, { cwd: root, env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'inherit'] });
  const found = new Promise((resolve, reject) => {
    let text = '';
    child.stdout.setEncoding('utf8').on('data', (piece) => {
      text += piece;
      const match = pattern.exec(text);
      if (match) resolve(match);
    });
    child.once('exit', (code) => reject(new Error(`${args[0]} ended with ${code}.\n${text}`)));
  });
  return { child, found };
}

/** Prints each request as it is answered, by the clock of both. */
async function report(arxiv) {
  let seen = 0;
  const time = new Intl.DateTimeFormat('en-GB', { weekday: 'short', day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit', timeZone: 'America/New_York' });
  for (;;) {
    const { requests, violations } = await fetch(`${arxiv}/__requests`).then((answer) => answer.json(), () => ({ requests: [] }));
    for (const { at, protocol, status, faults, url } of requests.slice(seen).filter((request) => request.status > 0)) {
      const words = faults.length > 0 ? `  (${faults.join(', ')})` : '';
      process.stdout.write(`${time.format(new Date(at))} New York  ${protocol.padEnd(4)} ${status}${words}  ${decodeURIComponent(url).slice(0, 110)}\n`);
      seen += 1;
    }
    if (violations && violations.tooSoon + violations.beside > 0) process.stdout.write(`impolite: ${JSON.stringify(violations)}\n`);
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
  }
}

async function main() {
  const { file, date, speed, categories, choose } = readArguments();
  const clock = `${eveningOf(date).toISOString().replace('.000Z', 'Z')}@${Number(speed)}x${Date.now()}`;
  const data = fs.mkdtempSync(path.join(os.tmpdir(), 'broadsheet-demo-'));
  const standIn = start([path.join(root, 'dist', 'test', 'stand-ins', 'arxiv', 'main.js'), ...(file === undefined ? [] : [path.resolve(process.env.INIT_CWD ?? '.', file)]), '--clock', clock], {}, /^(.* at (http:\S+))\n/m);
  const children = [standIn.child];
  const stop = () => {
    for (const child of children) child.kill('SIGTERM');
  };
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, stop);
  try {
    process.stdout.write('Reading the records …\n');
    const [, words, arxiv] = await standIn.found;
    process.stdout.write(`${words}\n`);
    const settings = { ARXIV_OAI_URL: `${arxiv}/oai`, ARXIV_FEED_URL: `${arxiv}/rss`, ARXIV_API_URL: `${arxiv}/api/query`, BROADSHEET_CLOCK: clock, BROADSHEET_DATA: data, DATABASE_URL: '', BROADSHEET_OFFLINE: '', BROADSHEET_CATEGORIES: choose ? '' : categories, BROADSHEET_LOG: process.env.BROADSHEET_LOG ?? 'error', PORT: process.env.PORT ?? '0', BROADSHEET_CONTACT: 'demo@example.org' };
    const paper = start([path.join(root, 'dist', 'program', 'main.js'), 'serve', '--open'], settings, /(http:\/\/\S+\/owner\?key=\S+)/);
    children.push(paper.child);
    const [owner] = await paper.found;
    process.stdout.write(`The paper, for its owner (once): ${owner}\nHow it goes: ${new URL(owner).origin}/status\n`);
    process.stdout.write(`Switch on a fault: curl -d '{"fault":"unavailable","status":429,"requests":5}' ${arxiv}/__faults    off: curl -X DELETE ${arxiv}/__faults\nCtrl-C ends it.\n\n`);
    void report(arxiv);
    await new Promise((resolve) => paper.child.once('exit', resolve));
  } finally {
    stop();
    fs.rmSync(data, { recursive: true, force: true });
  }
  process.exit(0);
}

await main().catch((error) => end(error.message, 1));
