import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { test } from 'node:test';
import { makeFolder } from '../make-folder.js';
import { runBroadsheet } from '../run-broadsheet.js';

const SECRET = 'a-wrong-password';

/** The address of this run's PostgreSQL, changed. */
function changed(change: (url: URL) => void): string {
  const url = new URL(process.env.TEST_DATABASE_URL!);
  change(url);
  return url.href;
}

interface Case {
  url: string;
  words: RegExp;
}

const CASES: Record<string, Case> = {
  'a machine that does not exist': { url: changed((url) => (url.hostname = 'no-such-machine.invalid')), words: /PostgreSQL at no-such-machine\.invalid:\d+\/\w+ cannot be reached \(.*(ENOTFOUND|EAI_AGAIN).*\)\. Start it or check DATABASE_URL/ },
  'a port where nothing listens': { url: changed((url) => (url.port = '1')), words: /PostgreSQL at 127\.0\.0\.1:1\/\w+ cannot be reached \(.*ECONNREFUSED.*\)\. Start it or check DATABASE_URL/ },
  'a wrong password': { url: changed((url) => (url.password = SECRET)), words: /PostgreSQL at \S+ refuses this user or password\. Check DATABASE_URL\./ },
  'a user who does not exist': { url: changed((url) => (url.username = 'nobody_here')), words: /PostgreSQL at \S+ refuses this user or password\. Check DATABASE_URL\./ },
  'no password': { url: changed((url) => (url.password = '')), words: /PostgreSQL at \S+ (asks for a password\. Put it into|refuses this user or password\. Check) DATABASE_URL\./ },
  'a database that does not exist': { url: changed((url) => (url.pathname = '/no_such_database')), words: /PostgreSQL at \S+ has no such database\. Create it with "createdb", or check DATABASE_URL\./ },
  'a schema that does not exist': { url: changed((url) => (url.search = '?options=-c%20search_path%3Dno_such_schema')), words: /PostgreSQL at \S+ has no schema in which this user may make tables\./ },
  'a server that does not speak TLS': { url: changed((url) => (url.search = '?sslmode=require')), words: /PostgreSQL at \S+ does not speak TLS\. Leave sslmode out of DATABASE_URL\./ },
};

for (const [name, { url, words }] of Object.entries(CASES)) {
  test(`DATABASE_URL names ${name}`, async (t) => {
    const env = { BROADSHEET_DATA: makeFolder(t), DATABASE_URL: url };
    const { code, stdout, stderr } = await runBroadsheet(['status'], env);
    assert.deepEqual([code, stdout], [1, '']);
    assert.match(stderr, words);
    assert.doesNotMatch(stderr, new RegExp(`\\n\\s+at |should not|${SECRET}`));
  });
}

test('doctor says the same', async (t) => {
  for (const name of ['a wrong password', 'a schema that does not exist']) {
    const { url, words } = CASES[name]!;
    const { code, stdout } = await runBroadsheet(['doctor'], { BROADSHEET_DATA: makeFolder(t), DATABASE_URL: url });
    assert.equal(code, 1);
    assert.match(stdout, words);
  }
});

test('DATABASE_URL names a server that is not PostgreSQL', async (t) => {
  const server = createServer((_request, response) => response.end('hello')).listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.after(() => server.close());
  const { port } = server.address() as { port: number };
  const { code, stderr } = await runBroadsheet(['status'], { BROADSHEET_DATA: makeFolder(t), DATABASE_URL: `postgres://a:b@127.0.0.1:${port}/papers` });
  assert.equal(code, 1);
  assert.match(stderr, new RegExp(`PostgreSQL at 127\\.0\\.0\\.1:${port}/papers cannot be reached \\(.+\\)\\. Start it or check DATABASE_URL`));
  assert.doesNotMatch(stderr, /\n\s+at |should not/);
});

test('DATABASE_URL is no address of a database at all', async (t) => {
  const { code, stderr } = await runBroadsheet(['status'], { BROADSHEET_DATA: makeFolder(t), DATABASE_URL: 'mysql://root:hunter2@localhost/papers' });
  assert.equal(code, 1);
  assert.match(stderr, /DATABASE_URL is not usable: expected postgres:\/\/user:password@host\/database/);
  assert.doesNotMatch(stderr, /hunter2/);
});
