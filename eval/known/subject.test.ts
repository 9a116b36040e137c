import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { DATABASE_FILE, openDatabase, StoredSettings } from '#db';
import { createLogger, systemClock } from '#lib';
import { Papers } from '#papers';
import { NO_EMBEDDERS, Place } from '#search';
import { makeFolder } from '#test/make-database';
import { makeRecord } from '#test/make-record';
import { buildGeneration } from '../../src/search/follow/build.js';
import { evaluateKnown } from '../commands/known.js';
import { EvalError } from '../errors.js';
import { subjectOfInstance } from './subject.js';

const log = createLogger('silent', 'test');
const TITLES = ['Folding very large sheets of paper', 'Counting all the stars by their light', 'Singing whales in the northern seas'];

test('an instance is judged by its data folder, as it is', async (t) => {
  const folder = makeFolder(t);
  await assert.rejects(subjectOfInstance(folder), EvalError, 'no instance');
  const db = await openDatabase({ file: join(folder, DATABASE_FILE), log });
  await new Papers({ db, clock: systemClock }).save(TITLES.map((title, index) => makeRecord({ id: `2401.0000${index}`, title, abstract: `About ${title.toLowerCase()} we have more to say than fits.`, authors: [{ name: `Ada Author${'abc'[index]}` }], categories: ['cs.DL'] })));
  await assert.rejects(subjectOfInstance(folder), /no search index/);
  const place = new Place(join(folder, 'search'));
  const writer = await buildGeneration({ db, clock: systemClock, log, settings: new StoredSettings(db), place, embedders: NO_EMBEDDERS }, { embedder: undefined, signal: new AbortController().signal, onProgress: () => {} });
  place.writeCurrent({ generation: writer.facts.name });
  writer.close();
  await db.close();
  const subject = await subjectOfInstance(folder);
  const said: string[] = [];
  const reports = await evaluateKnown(subject, { tasks: 5 }, { say: (words) => said.push(words) });
  await subject.close();
  const whole = reports.find(({ name }) => name === 'two words dropped, title of 6 or more words')!;
  assert.deepEqual(whole.lines.find(({ method }) => method === 'words')!.figures, { first: 1, 'in ten': 1, MRR: 1 });
  assert.ok(reports.some(({ name }) => name === 'author and year') && reports.some(({ name }) => name === 'papers like a paper'));
  assert.equal(reports.some(({ name }) => name === 'title paraphrased'), false, 'nothing was learned from these papers');
});
