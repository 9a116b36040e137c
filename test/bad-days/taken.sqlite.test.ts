import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { test, type TestContext } from 'node:test';
import { runBroadsheet } from '../run-broadsheet.js';
import { countRecords, inDatabase, writePapers } from './papers.js';
import { makePlace, readPage, whileServing } from './serving.js';

/** Another program that listens on a port of its own. */
async function takePort(t: TestContext): Promise<number> {
  const server = createServer((socket) => socket.end()).listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.after(() => server.close());
  return (server.address() as { port: number }).port;
}

test('a port that another program has: which one it is, and what to type', async (t) => {
  const port = await takePort(t);
  const { env } = await makePlace(t, { PORT: String(port) });
  const { code, stdout, stderr } = await runBroadsheet(['serve'], env);
  assert.deepEqual([code, stdout], [1, '']);
  assert.equal(stderr, `Port ${port} on 127.0.0.1 is taken by another program. Stop that one, or choose another port: PORT=${port + 1} npm start.\n`);
  const doctor = await runBroadsheet(['doctor'], env);
  assert.equal(doctor.code, 1);
  assert.match(doctor.stdout, new RegExp(`fail +port +${port} on 127\\.0\\.0\\.1 is taken by another program\\.`));
  await whileServing({ ...env, PORT: '0' }, async ({ url }) => assert.equal((await readPage(url)).status, 200, 'nothing of the failed start is in the way'));
});

test('an address that this machine does not have', async (t) => {
  const { env } = await makePlace(t, { HOST: '192.0.2.1' });
  const { code, stderr } = await runBroadsheet(['serve'], env);
  assert.deepEqual([code, stderr], [1, '192.0.2.1 is not an address of this machine. Check HOST.\n']);
});

test('a second instance on the same folder is told of the first, which goes on undisturbed', async (t) => {
  const { folder, data, env } = await makePlace(t);
  await whileServing(env, async ({ url, child }) => {
    const second = await runBroadsheet(['serve'], env);
    assert.deepEqual([second.code, second.stdout], [1, '']);
    assert.equal(second.stderr, `Broadsheet is already running on ${data} (process ${child.pid}, ${url}). Stop it first, or use another BROADSHEET_DATA.\n`);
    for (const args of [['restore', 'any.zst'], ['move', '--to', `sqlite:${folder}/other.db`]]) {
      const refused = await runBroadsheet(args, env);
      assert.equal(refused.code, 1);
      assert.match(refused.stderr, /already running on \S+ \(process \d+, http:\S+\)/);
    }
    assert.equal((await runBroadsheet(['import', writePapers(folder, 50)], env)).code, 0, 'commands run beside it');
    assert.equal((await readPage(url)).status, 200);
    assert.match((await readPage(`${url}/health`)).text, /"status":"ok"/);
  });
  assert.equal(await inDatabase(env, countRecords), 50);
});

test('a file to import that is not there: words, and the process ends', async (t) => {
  const { env } = await makePlace(t);
  const { code, stderr } = await runBroadsheet(['serve', '--import', '/nowhere/papers.json'], env);
  assert.equal(code, 1);
  assert.match(stderr, /There is no file \/nowhere\/papers\.json\. Check the name and the folder you are in\./);
  assert.doesNotMatch(stderr, /\n\s+at /);
});
