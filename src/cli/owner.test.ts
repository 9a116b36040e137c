import assert from 'node:assert/strict';
import { test } from 'node:test';
import { OwnerAccess } from '#community';
import { ConflictError } from '#lib';
import { makeCommandLine, type CommandLine } from '../../test/run-command.js';

async function address(line: CommandLine): Promise<URL> {
  return new URL((await line.run('owner')).out.trim());
}

test('the address stands alone on standard output, and its key works once', async (t) => {
  const line = await makeCommandLine(t);
  line.environment.PORT = '4321';
  const printed = await address(line);
  assert.equal(`${printed.origin}${printed.pathname}`, 'http://127.0.0.1:4321/owner');
  const key = printed.searchParams.get('key') ?? '';
  await line.within(async (instance) => {
    const owners = new OwnerAccess(instance);
    assert.ok((await owners.useKey(key)) !== undefined);
    assert.equal(await owners.useKey(key), undefined);
  });
});

test('the address leads to the instance that runs, wherever it listens', async (t) => {
  const line = await makeCommandLine(t);
  for (const [url, origin] of [['http://127.0.0.1:5005', 'http://127.0.0.1:5005'], ['http://0.0.0.0:5005', 'http://127.0.0.1:5005'], ['http://[::1]:5005', 'http://[::1]:5005']] as const) {
    line.pretendRunning({ pid: 1, url });
    assert.equal((await address(line)).origin, origin);
  }
  line.environment.BASE_URL = 'http://localhost:8080';
  assert.equal((await address(line)).origin, 'http://localhost:8080');
});

test('where a key makes nobody the owner none is made', async (t) => {
  const line = await makeCommandLine(t);
  for (const [name, value, words] of [['BASE_URL', 'https://papers.example.org', /BASE_URL is https:\/\/papers\.example\.org.*broadsheet import/], ['HOST', '192.168.1.5', /listens on http:\/\/192\.168\.1\.5.*HOST=127\.0\.0\.1/]] as const) {
    line.environment[name] = value;
    await assert.rejects(line.run('owner'), (error) => error instanceof ConflictError && words.test(error.message));
    line.environment[name] = undefined;
  }
  await line.within(async ({ db }) => assert.deepEqual(await db.kysely.selectFrom('owner_keys').selectAll().execute(), []));
});

test('all browsers are signed out at once, at a public address too', async (t) => {
  const line = await makeCommandLine(t);
  const key = (await address(line)).searchParams.get('key') ?? '';
  const token = await line.within(async (instance) => (await new OwnerAccess(instance).useKey(key)) ?? '');
  line.environment.BASE_URL = 'https://papers.example.org';
  assert.match((await line.run('owner', '--sign-out')).out, /^Signed out 1 browser\./);
  assert.equal(await line.within((instance) => new OwnerAccess(instance).isSession(token)), false);
});

test('the owner gets an account by a command, with an address to choose a password at', async (t) => {
  const line = await makeCommandLine(t);
  await assert.rejects(line.run('owner', '--email', 'owner@example.org'), /Accounts are off/);
  Object.assign(line.environment, { BROADSHEET_ACCOUNTS: 'closed', BASE_URL: 'https://papers.example.org' });
  const printed = (await line.run('owner', '--email', 'Owner@example.org')).out.trim();
  assert.match(printed, /^https:\/\/papers\.example\.org\/password\/new\?token=[\w-]{32}$/);
  await line.run('owner', '--email', 'owner2@example.org');
  await line.within(async ({ accounts, db }) => {
    assert.deepEqual(await accounts.owner.standing(), { kind: 'attached', email: 'owner2@example.org' });
    assert.equal((await db.kysely.selectFrom('accounts').select('id').execute()).length, 1);
    const caller = { origin: 'https://papers.example.org', headers: new Headers(), address: '192.0.2.1' };
    const token = new URL(printed).searchParams.get('token') ?? '';
    assert.ok(await accounts.entry.reset(caller, { token, password: 'correct horse battery' }));
    const entered = await accounts.entry.byPassword(caller, { email: 'owner2@example.org', password: 'correct horse battery' });
    assert.ok(entered.kind === 'in' && entered.reader.owner && entered.reader.role === 'administrator');
  });
});
