import assert from 'node:assert/strict';
import { describe, test, type TestContext } from 'node:test';
import { severablePostgres, type SeverablePostgres } from '../postgres.js';
import { runBroadsheet } from '../run-broadsheet.js';
import { assertCompletes, importsIn, paperLines, untilHalfway, writePapers, untilImports } from './papers.js';
import { makePlace, readPage, start, until, upload, whileServing, type Env } from './serving.js';

const RECORDS = 4_000;
/** The command line takes 2,000 at once. */
const ON_COMMAND_LINE = 6_000;
const AWAY = /PostgreSQL at 127\.0\.0\.1:\d+\/\w+ cannot be reached \(.+?\)\. Start it or check DATABASE_URL; nothing that was saved is lost\./;

interface Place {
  folder: string;
  /** For the program: behind the line. */
  env: Env;
  /** For the test: not behind it. */
  direct: Env;
  line: SeverablePostgres;
}

async function makeSeverable(t: TestContext): Promise<Place> {
  const { folder, env: direct } = await makePlace(t);
  const line = await severablePostgres(direct.DATABASE_URL!);
  t.after(() => line.close());
  return { folder, direct, line, env: { ...direct, DATABASE_URL: line.url } };
}

// Much of their time is waiting.
describe('PostgreSQL goes away and comes back', { concurrency: 3 }, () => {
  test('while pages are served: 503 with words, and the pages again when it is back', async (t) => {
    const { env, line } = await makeSeverable(t);
    await whileServing(env, async ({ url, child }) => {
      const addresses = [`${url}/`, `${url}/papers/date/2026-06-02`, `${url}/papers/2606.00001`, `${url}/categories`];
      for (const address of addresses) assert.ok((await readPage(address)).status < 500, address);
      await line.cut();
      for (const address of addresses) {
        // A kept page may be shown for half a second more.
        const { text } = await until(`${address} says so`, async () => {
          const page = await readPage(address);
          return page.status === 503 && page;
        });
        assert.match(text, AWAY);
        assert.doesNotMatch(text, /broadsheet:|password/, 'neither user nor password is shown');
      }
      const away = await readPage(`${url}/health`);
      assert.equal(away.status, 503);
      assert.match(away.text, /"status":"degraded".*"database":\{"kind":"postgres","ok":false\}/);
      await line.mend();
      await until('the pages are back', async () => (await readPage(`${url}/`)).status === 200);
      await until('health says so', async () => (await readPage(`${url}/health`)).status === 200);
      assert.equal(child.exitCode, null, 'the same process all the time');
    });
  });

  test('during an import on the command line: it ends in words, and run again goes on', async (t) => {
    const { folder, env, direct, line } = await makeSeverable(t);
    const file = writePapers(folder, ON_COMMAND_LINE);
    const running = start(['import', file], env);
    await untilHalfway(direct);
    await line.cut();
    const { code, stderr } = await running.ended;
    assert.equal(code, 1);
    assert.match(stderr, AWAY);
    assert.match(stderr, /running the same import again goes on from there/);
    assert.doesNotMatch(stderr, /\n\s+at |should not/);
    await line.mend();
    assert.equal((await runBroadsheet(['import', file], env)).code, 0);
    await assertCompletes(direct, ON_COMMAND_LINE);
  });

  test('while the worker imports: the work is taken up again by itself', async (t) => {
    const { env, direct, line } = await makeSeverable(t);
    await whileServing(env, async (serving) => {
      assert.equal((await upload(serving, paperLines(RECORDS))).status, 303);
      await untilHalfway(direct);
      await line.cut();
      await serving.printed(/work cannot be taken for now/);
      const [meanwhile] = await importsIn(direct);
      assert.equal(meanwhile?.state, 'running', 'it is not given up');
      await line.mend();
      await untilImports(direct, 'the import is done', ([first]) => first?.state === 'done');
      const { text } = await readPage(`${serving.url}/import`, { Cookie: await serving.cookie() });
      assert.match(text, /papers\.jsonl .*4,000/);
    });
    await assertCompletes(direct, RECORDS);
  });

  test('at the start: words, and nothing is left running', async (t) => {
    const { env, line } = await makeSeverable(t);
    await line.cut();
    for (const command of ['serve', 'status']) {
      const { code, stdout, stderr } = await runBroadsheet([command], env);
      assert.deepEqual([code, stdout], [1, '']);
      assert.match(stderr, AWAY);
    }
    await line.mend();
  });
});
