import assert from 'node:assert/strict';
import { test } from 'node:test';
import { InvalidInputError } from '#lib';
import { fillWithEverything } from '../../test/full-instance.js';
import { makeCommandLine } from '../../test/run-command.js';

test('rebuild lists what it can make anew, and makes papers anew', async (t) => {
  const commands = await makeCommandLine(t);
  await commands.within(({ db }) => fillWithEverything(db));
  assert.match((await commands.run('rebuild')).out, /^What can be rebuilt:\n {2}papers {2}/);
  assert.equal((await commands.run('rebuild', 'papers')).out, 'Looked at 3 papers: all are as their records say.\n');
  await commands.within(({ db }) => db.kysely.updateTable('papers').set({ author_count: 99 }).where('public_id', '=', '1801.00001').execute());
  assert.equal((await commands.run('rebuild', 'papers')).out, 'Looked at 3 papers: 1 was not as the records say, and is now.\n');
  await assert.rejects(commands.run('rebuild', 'everything'), (error) => error instanceof InvalidInputError && /What can: papers/.test(error.message));
});

test('rebuild makes the search index, and another one when there is one', async (t) => {
  const commands = await makeCommandLine(t);
  await commands.within(({ db }) => fillWithEverything(db));
  const generation = () => commands.within(async ({ search }) => (await search.index.open())?.generation);
  assert.equal(await generation(), undefined);
  assert.equal((await commands.run('rebuild', 'search')).out, 'The search index was made anew: 3 papers.\n');
  const first = await generation();
  assert.match(first ?? '', /^[0-9a-f]{16}$/);
  assert.equal((await commands.run('rebuild', 'search')).out, 'The search index was made anew: 3 papers.\n');
  assert.notEqual(await generation(), first);
  assert.match((await commands.run('status')).out, /^search +3 papers, by words$/m);
});

test('rebuild counts votes anew', async (t) => {
  const commands = await makeCommandLine(t);
  await commands.within(({ db }) => fillWithEverything(db));
  await commands.within(({ db }) => db.kysely.updateTable('paper_signals').set({ value: 99 }).execute());
  assert.equal((await commands.run('rebuild', 'votes')).out, 'Counted the votes of 1 paper anew.\n');
  assert.deepEqual(await commands.within(({ db }) => db.kysely.selectFrom('paper_signals').select('value').execute().then((rows) => rows.map(({ value }) => value))), [1]);
});
