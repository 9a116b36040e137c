import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { it } from 'node:test';
import { harvest } from './testing/serve.js';
import { all, parseXml } from './testing/xml-tree.js';

/** Real records beside the checkout, where a developer has them. */
const FILE = join(import.meta.dirname, '../../../../../shared/data/arxiv-200k.jsonl.gz');

it('serves 200,000 real records in less than 700 MB', { skip: !existsSync(FILE) && 'arxiv-200k.jsonl.gz is not there', timeout: 180_000 }, async (t) => {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'main.js'), FILE, '--clock', `2026-06-10T16:00:00Z@1x${Date.now()}`], { stdio: ['ignore', 'pipe', 'inherit'] });
  t.after(() => child.kill('SIGKILL'));
  let said = '';
  child.stdout.on('data', (data: Buffer) => (said += data.toString()));
  while (!said.includes('BROADSHEET_CLOCK=')) await once(child.stdout, 'data');
  assert.match(said, /with 178296 papers \(20928 records left out\)/);
  const url = /ARXIV_OAI_URL=(\S+)/.exec(said)![1]!;
  const sizes: number[] = [];
  const oai = async (query: string) => {
    const page = parseXml(await (await fetch(`${url}?${query}`)).text());
    sizes.push(all(page, 'record').length);
    return page;
  };
  const ids = (await harvest({ oai }, 'verb=ListRecords&metadataPrefix=arXivRaw&from=2026-05-20')).flat();
  assert.equal(new Set(ids).size, ids.length);
  assert.ok(ids.length > 10_000 && sizes.slice(0, -1).every((size) => size === 1000));
  const peak = /VmHWM:\s+(\d+) kB/.exec(existsSync(`/proc/${child.pid}/status`) ? readFileSync(`/proc/${child.pid}/status`, 'utf8') : '')?.[1];
  if (peak !== undefined) assert.ok(Number(peak) < 700 * 1024, `${peak} kB`);
});
