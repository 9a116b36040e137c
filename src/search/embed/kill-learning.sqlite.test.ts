import assert from 'node:assert/strict';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { openDatabase } from '#db';
import { createLogger, systemClock } from '#lib';
import { Papers } from '#papers';
import { makeFolder } from '#test/make-database';
import { makeRecord } from '#test/make-record';
import { madeUpPapers } from './built-in/made-up-papers.fixture.js';
import { termTableVersions } from './built-in/versions.js';
import { EmbedderChoice } from './choice.js';

const signal = new AbortController().signal;

test('who is killed while learning leaves nothing that serves, and the next one learns', { timeout: 60_000 }, async (t) => {
  const place = makeFolder(t);
  const [folder, file] = [join(place, 'embedder'), join(place, 'broadsheet.db')];
  const log = createLogger('silent', 'test');
  const db = await openDatabase({ file, log });
  t.after(() => db.close());
  await new Papers({ db, clock: systemClock }).save(madeUpPapers(400).map(({ title, abstract }, index) => makeRecord({ id: `2401.1${1_000 + index}`, title: `${title} ${index}`, abstract, authors: [{ name: `Ada A${index}` }] })));
  const learner = fork(new URL('./kill-learning.fixture.js', import.meta.url), [folder, file]);
  const [what] = (await once(learner, 'message')) as [string];
  assert.match(what, /^learning: /);
  learner.kill('SIGKILL');
  await once(learner, 'exit');
  assert.deepEqual(await termTableVersions(folder), []);
  const choice = new EmbedderChoice({ db, log, folder, wished: 'built-in', make: async () => assert.fail('nobody wished for it') });
  t.after(() => choice.close());
  const embedder = await choice.choose({ papers: 2_000 }, signal, () => {});
  assert.ok(typeof embedder === 'object' && (await embedder.embedQuery('galaxy redshift')) !== undefined);
  assert.deepEqual(existsSync(folder) ? readdirSync(folder) : [], ['1'], 'nothing half-made is left');
});
