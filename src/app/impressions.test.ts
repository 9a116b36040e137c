import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readConfig } from '#config';
import { createLogger, FixedClock } from '#lib';
import { makeDatabaseUrl, makeFolder } from '../../test/make-database.js';
import { createInstance } from './create.js';
import { keepImpressions } from './impressions.js';

test('what pages show is counted where places are lent, and written at the latest when the pages close', async (t) => {
  const config = readConfig({ BROADSHEET_DATA: makeFolder(t), DATABASE_URL: await makeDatabaseUrl(t), BROADSHEET_LOG: 'silent' });
  const instance = await createInstance(config, { process: 'test', clock: new FixedClock('2026-06-09T12:00:00Z'), log: createLogger('silent', 'test') });
  t.after(() => instance.close());
  const serve = async (given = instance) => {
    const kept = keepImpressions(given);
    kept.note([7]);
    await kept.close();
    return (await instance.db.kysely.selectFrom('impressions').select('seen').execute()).map(({ seen }) => seen);
  };
  assert.deepEqual(await serve(), [], 'one reader alone is lent nothing');
  await instance.db.kysely.insertInto('readers').values({ number: 2, role: 'reader', name: 'Bea', created_at: '' }).execute();
  assert.deepEqual(await serve(), [1]);
  assert.deepEqual(await serve({ ...instance, config: { ...config, exploredPlaces: 0 } }), [1], 'nor anybody where no places are');
});
