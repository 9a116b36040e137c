import assert from 'node:assert/strict';
import { existsSync, readdirSync } from 'node:fs';
import { request, type ClientRequest } from 'node:http';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Ended } from '../run-broadsheet.js';
import { assertCompletes, importsIn, paperLines } from './papers.js';
import { endedBy, makePlace, start, startServing, until, whileServing, type Env, type Serving } from './serving.js';

/** It gives up after eight seconds; the rest is what a busy machine may take beside that. A request has an hour otherwise. */
const LONGEST_S = 30;

/** An upload whose bytes the test sends as it likes. */
async function beginUpload({ url, cookie }: Serving): Promise<{ sending: ClientRequest; answered: Promise<number>; end: string }> {
  const boundary = 'a-boundary-of-the-test';
  const headers = { Cookie: await cookie(), Origin: url, 'Content-Type': `multipart/form-data; boundary=${boundary}` };
  const sending = request(`${url}/import`, { method: 'POST', headers });
  const answered = new Promise<number>((resolve) => {
    sending.on('response', (response) => resolve(response.resume().statusCode ?? 0)).on('error', () => resolve(0));
  });
  sending.write(`--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="papers.jsonl"\r\n\r\n`);
  return { sending, answered, end: `\r\n--${boundary}--\r\n` };
}

async function untilArriving(data: string): Promise<void> {
  const folder = join(data, 'uploads');
  await until('the upload is arriving', async () => existsSync(folder) && readdirSync(folder).some((name) => name.endsWith('.part')));
}

// Most of their time is waiting.
describe('asked to stop while something is read', { concurrency: 3 }, () => {
  test('SIGTERM during an upload: what arrives in time is kept, and imported at the next start', async (t) => {
    const { env, data } = await makePlace(t);
    const serving = await startServing(env);
    const { sending, answered, end } = await beginUpload(serving);
    const lines = paperLines(300);
    sending.write(lines.slice(0, 50_000));
    await untilArriving(data);
    const stopping = endedBy(serving, 'SIGTERM');
    await until('new requests are refused', () => fetch(serving.url).then(() => false, () => true));
    sending.end(lines.slice(50_000) + end);
    assert.equal(await answered, 303, 'the request in flight is finished');
    const { code, seconds } = await stopping;
    assert.equal(code, 0);
    assert.ok(seconds < LONGEST_S, `${seconds} s`);
    await whileServing(env, () => assertCompletes(env, 300));
  });

  test('SIGTERM during an upload that does not end: it is given up in time, and nothing is left of it', async (t) => {
    const { env, data } = await makePlace(t);
    const serving = await startServing(env);
    const { sending, answered } = await beginUpload(serving);
    sending.write(paperLines(100));
    await untilArriving(data);
    const { code, seconds } = await endedBy(serving, 'SIGTERM');
    assert.equal(code, 0, 'a slow reader is no failure of ours');
    assert.ok(seconds < LONGEST_S, `${seconds} s`);
    assert.equal(await answered, 0, 'the sender sees the connection end');
    assert.deepEqual(readdirSync(join(data, 'uploads')), []);
    assert.deepEqual(await importsIn(env), []);
  });

  test('Ctrl-C while standard input is silent ends it at once', async (t) => {
    const { env } = await makePlace(t);
    const before = await interrupted(env, '', ({ signal }) => signal === null);
    assert.equal(before.code, 1);
    assert.match(before.stderr, /^Stopped before anything was read\.$/m);
    const halfway = await interrupted(env, paperLines(200), ({ stdout }) => /\n200 records read: /.test(stdout));
    assert.equal(halfway.code, 130);
    assert.match(halfway.stdout, /^Stopped; run the same import again to go on from here\.\n200 records read: /, 'what had come in whole is kept');
  });
});

/**
 * What an import says that reads some lines, hears no more and is interrupted: at first soon, then later, as on a busy
 * machine it may not have come to listening for signals, or to reading. Each time is a new import; the last one is given.
 */
async function interrupted(env: Env, lines: string, isInTime: (ended: Ended) => boolean): Promise<Ended> {
  for (let wait = 1_000; ; wait *= 2) {
    const silent = start(['import', '-'], env, { input: 'open' });
    silent.child.stdin!.write(lines);
    await sleep(wait);
    silent.child.kill('SIGINT');
    const ended = await silent.ended;
    if (isInTime(ended) || wait > 15_000) return ended;
  }
}
