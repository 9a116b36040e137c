import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { inventPapers } from './index.js';
import { all, parseXml, texts } from './testing/xml-tree.js';

const MAIN = join(import.meta.dirname, 'main.js');

describe('the command', () => {
  it('serves a file by a clock, says where, and ends when told to', { timeout: 60_000 }, async (t) => {
    const folder = mkdtempSync(join(tmpdir(), 'stand-in-'));
    t.after(() => rmSync(folder, { recursive: true }));
    const file = join(folder, 'papers.jsonl');
    writeFileSync(file, inventPapers({ from: '2026-06-01', until: '2026-06-05', perDay: 10 }).map((paper) => `${JSON.stringify(paper)}\n`).join('') + 'no JSON\n');
    const clock = `2026-06-03T16:00:00Z@1x${Date.now()}`;
    const child = spawn(process.execPath, [MAIN, file, '--clock', clock, '--pages', '4'], { stdio: ['ignore', 'pipe', 'inherit'] });
    t.after(() => child.kill('SIGKILL'));
    let said = '';
    child.stdout.on('data', (data: Buffer) => (said += data.toString()));
    while (!said.includes('BROADSHEET_CLOCK=')) await once(child.stdout, 'data');
    assert.match(said, /with 50 papers \(1 records left out\) at http:\/\/127\.0\.0\.1:\d+\n/);
    assert.ok(said.includes(`BROADSHEET_CLOCK=${clock}`));
    const oai = /ARXIV_OAI_URL=(\S+)/.exec(said)![1]!;
    const page = parseXml(await (await fetch(`${oai}?verb=ListIdentifiers&metadataPrefix=arXiv`)).text());
    assert.equal(all(page, 'header').length, 4);
    assert.match(texts(page, 'responseDate')[0]!, /^2026-06-03T16:0/);
    const feed = await (await fetch(`${/ARXIV_FEED_URL=(\S+)/.exec(said)![1]!}/rss/cs`)).text();
    assert.match(feed, /<pubDate>Wed, 03 Jun 2026 00:00:00 -0400</);
    assert.equal((await fetch(`${/ARXIV_API_URL=(\S+)/.exec(said)![1]!}?id_list=2606.00001`)).status, 200);
    child.kill('SIGTERM');
    assert.deepEqual(await once(child, 'exit'), [0, null]);
  });

  const wrong: [args: string[], message: RegExp][] = [
    [['--clock', 'noon'], /"noon" is no clock/],
    [['--port', 'x'], /--port takes a whole number, not "x"/],
    [['--pages', '0'], /--pages takes a whole number, 1 or more/],
    [['--manner', 'old'], /--manner is one of recorded, today/],
    [['a', 'b'], /Give one file/],
    [['--speed', '5'], /Unknown option '--speed'/],
    [['/nowhere/papers.jsonl'], /\/nowhere\/papers\.jsonl/],
  ];
  for (const [args, message] of wrong) {
    it(`says what is wrong with ${args.join(' ')}`, () => {
      const { status, stderr } = spawnSync(process.execPath, [MAIN, ...args], { encoding: 'utf8' });
      assert.equal(status, 1);
      assert.match(stderr, message);
      assert.doesNotMatch(stderr, /\n\s+at /);
    });
  }
});
