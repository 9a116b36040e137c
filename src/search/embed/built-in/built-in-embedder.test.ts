import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { anyText } from '#test/any-text';
import { checkEmbedder } from '../contract.js';
import { BuiltInEmbedder, learn } from './index.js';
import { madeUpPapers } from './made-up-papers.fixture.js';

const papers = madeUpPapers(400);
const embedder = new BuiltInEmbedder(await learn(papers), 3);

test('the built-in embedder keeps to the contract', (t) =>
  checkEmbedder(t, async (known) => new BuiltInEmbedder(await learn([...papers, ...known]), 1)));

test('its name says its version', () => {
  assert.equal(embedder.name, 'built-in:3');
});

test('any text has a unit vector or none, the same each time, whatever was embedded before', async () => {
  const word = fc.constantFrom(...papers.slice(0, 16).flatMap(({ title }) => title.split(' ')), 'unheard', '$\\alpha$', '量子', '\ud800');
  const text = fc.oneof(anyText(), fc.array(word, { maxLength: 40 }).map((words) => words.join(' ')));
  await fc.assert(
    fc.asyncProperty(text, text, async (title, abstract) => {
      const [first] = await embedder.embedPapers([{ title, abstract }]);
      const [, again] = await embedder.embedPapers([papers[0]!, { title, abstract }]);
      assert.deepEqual(again, first);
      if (first !== undefined) assert.ok(Math.abs(Math.hypot(...first) - 1) < 1e-5);
    }),
  );
});

test('words it does not know change nothing, and are counted', async () => {
  const [paper] = papers as [(typeof papers)[0]];
  const longer = { title: paper.title, abstract: `${paper.abstract} unheard unseen` };
  assert.deepEqual(await embedder.embedPapers([longer]), await embedder.embedPapers([paper]));
  assert.equal(embedder.unknownShare([paper]), 0);
  assert.equal(embedder.unknownShare([longer]), 2 / 26);
  assert.equal(embedder.unknownShare([]), 0);
  assert.equal(await embedder.embedQuery('unheard'), undefined);
  assert.deepEqual(embedder.nearestTerms('unheard', 3), []);
});

test('the title counts more than the abstract', async () => {
  const [vector, other] = (await embedder.embedPapers([{ title: 'galaxy', abstract: 'compiler' }, { title: 'compiler', abstract: 'galaxy' }])) as [Float32Array, Float32Array];
  const query = (await embedder.embedQuery('galaxy'))!;
  const near = (a: Float32Array) => a.reduce((sum, value, at) => sum + value * query[at]!, 0);
  assert.ok(near(vector) > near(other));
});

test('nearest terms come by falling likeness, at most as many as wanted, without the word itself', () => {
  const near = embedder.nearestTerms('galaxies', 5);
  assert.equal(near.length, 5);
  assert.ok(!near.some(({ term }) => term === 'galaxi'));
  near.slice(1).forEach(({ cosine }, at) => assert.ok(cosine <= near[at]!.cosine));
});
