import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { createLogger, systemClock } from '#lib';
import { Papers } from '#papers';
import { makeDatabase, makeFolder } from '#test/make-database';
import { makeRecord } from '#test/make-record';
import { saveTermTable, termTableVersions } from './built-in/versions.js';
import { FEWEST_PAPERS } from './built-in/policy.js';
import { learn } from './built-in/learn.js';
import { madeUpPapers } from './built-in/made-up-papers.fixture.js';
import { DIMENSIONS, type TermTable } from './built-in/term-table.js';
import { EmbedderChoice, type ChoiceOptions } from './choice.js';
import type { Embedder } from './embedder.js';
import { EmbedderError } from './errors.js';
import type { Made } from './make.js';

const signal = new AbortController().signal;
const quiet = () => {};
const learned = await learn(madeUpPapers(80));

function embedder(name: string): Embedder & { closed: boolean } {
  const one = { name, dimensions: 3, closed: false, embedPapers: async () => [], embedQuery: async () => undefined, close: async () => void (one.closed = true) };
  return one;
}

async function makeChoice(t: TestContext, { wished = 'built-in', make }: { wished?: string; make?: ChoiceOptions['make'] } = {}) {
  const [db, folder] = [await makeDatabase(t), join(makeFolder(t), 'embedder')];
  const refuse = async (): Promise<Made> => assert.fail('nobody wished for it');
  const choice = new EmbedderChoice({ db, log: createLogger('silent', 'test'), folder, wished, make: make ?? refuse });
  t.after(() => choice.close());
  return { db, folder, choice };
}

/** What was learned, as if from so many papers. */
const table = (papers: number): TermTable => ({ ...learned, learned: { ...learned.learned, papers } });

test('with too few papers nothing is learned and words alone go on', async (t) => {
  const { choice } = await makeChoice(t);
  assert.equal(await choice.choose({ papers: FEWEST_PAPERS - 1 }, signal, quiet), 'as it is');
  assert.equal(choice.problem(), undefined);
});

test('what was learned serves until there are a quarter more papers, then it is learned anew from the store', async (t) => {
  const { db, folder, choice } = await makeChoice(t);
  await saveTermTable(folder, table(2_000));
  const serving = await choice.choose({ papers: 2_400 }, signal, quiet);
  assert.ok(typeof serving === 'object' && serving.name === 'built-in:1');
  await new Papers({ db, clock: systemClock }).save(madeUpPapers(80).map(({ title, abstract }, index) => makeRecord({ id: `2401.1${1_000 + index}`, title: `${title} ${index}`, abstract, authors: [{ name: `Ada A${index}` }] })));
  const steps = new Set<string>();
  const next = await choice.choose({ papers: 2_500, serving }, signal, (what, share) => {
    assert.ok(share >= 0 && share <= 1);
    steps.add(what);
  });
  assert.ok(typeof next === 'object' && next.name === 'built-in:2');
  assert.ok(steps.has('learning: counting'), [...steps].join(', '));
  assert.equal((await choice.load('built-in:1', DIMENSIONS))?.name, 'built-in:1', 'the one before still serves');
  await choice.keep(['built-in:2']);
  assert.deepEqual(await termTableVersions(folder), [2]);
  assert.equal(await choice.load('built-in:1', DIMENSIONS), undefined);
});

test('papers that teach nothing are said to, and are not learned from again', async (t) => {
  const { choice } = await makeChoice(t);
  const steps: string[] = [];
  const choose = () => choice.choose({ papers: FEWEST_PAPERS }, signal, (what) => steps.push(what));
  assert.equal(await choose(), 'as it is');
  assert.match(choice.problem() ?? '', /\w/);
  const before = steps.length;
  assert.equal(await choose(), 'as it is');
  assert.equal(steps.length, before);
});

test('a table that is damaged is passed over', async (t) => {
  const { folder, choice } = await makeChoice(t);
  await saveTermTable(folder, table(2_000));
  await saveTermTable(folder, table(2_000));
  writeFileSync(join(folder, '2', 'vectors.bin'), 'nothing');
  assert.equal(await choice.load('built-in:2', DIMENSIONS), undefined);
  const chosen = await choice.choose({ papers: 2_000 }, signal, quiet);
  assert.equal(typeof chosen === 'object' && chosen.name, 'built-in:1');
});

test('the one that was wished for is made once, with what serves and whom to tell of its progress', async (t) => {
  const asked: Parameters<ChoiceOptions['make']>[0][] = [];
  const model = embedder('onnx:owner/model');
  const make: ChoiceOptions['make'] = async (parts) => {
    asked.push(parts);
    parts.onProgress('downloading the model: model.onnx, 90 MB', 0.5);
    return { wished: model.name, embedder: model };
  };
  const { folder, choice } = await makeChoice(t, { wished: model.name, make });
  await saveTermTable(folder, table(2_000));
  const told: [string, number][] = [];
  const serving = { name: 'built-in:1', dimensions: DIMENSIONS };
  assert.equal(await choice.choose({ papers: 5, serving }, signal, (what, share) => told.push([what, share])), model);
  assert.equal(await choice.choose({ papers: 6, serving }, signal, quiet), model);
  assert.equal(await choice.load(model.name, model.dimensions), model);
  assert.equal(await choice.load('onnx:another', 3), undefined);
  assert.deepEqual(asked.map((parts) => [parts.serving, parts.builtIn?.name]), [[serving, 'built-in:1']]);
  assert.deepEqual(told, [['downloading the model: model.onnx, 90 MB', 0.5]]);
  await choice.close();
  assert.ok(model.closed);
});

test('while the one that was wished for is away, its own vectors stay, and the built-in one takes the place of others', async (t) => {
  let asked = 0;
  const make: ChoiceOptions['make'] = async ({ builtIn }) => {
    asked += 1;
    return { wished: 'endpoint:m', embedder: builtIn, problem: new EmbedderError('The endpoint does not answer.') };
  };
  const { folder, choice } = await makeChoice(t, { wished: 'endpoint:m', make });
  await saveTermTable(folder, table(2_000));
  assert.equal(await choice.choose({ papers: 2_000, serving: { name: 'endpoint:m', dimensions: 3 } }, signal, quiet), 'as it is');
  const other = await choice.choose({ papers: 2_000 }, signal, quiet);
  assert.equal(typeof other === 'object' && other.name, 'built-in:1');
  assert.equal(choice.problem(), 'The endpoint does not answer.');
  assert.equal(asked, 1, 'it is left alone for a while');
});

test('whoever is told to stop while learning stops', async (t) => {
  const { choice } = await makeChoice(t);
  await assert.rejects(choice.choose({ papers: FEWEST_PAPERS }, AbortSignal.abort(new Error('enough')), quiet), /enough/);
});
