import assert from 'node:assert/strict';
import type { TestContext } from 'node:test';
import type { Embedder, PaperText } from './embedder.js';

/** Three pairs on three subjects; those of a pair share most of their words. */
export const CONTRACT_PAPERS: readonly PaperText[] = [
  { title: 'Folding of a paper', abstract: 'The folding of the paper: a proof of the folding.' },
  { title: 'A proof of the folding', abstract: 'Paper folding, a proof.' },
  { title: 'Neural network', abstract: 'A neural network of the protein graph. The graph network.' },
  { title: 'The graph neural network', abstract: 'A network of the protein.' },
  { title: 'The star', abstract: 'A star of the galaxy. The galaxy of the star.' },
  { title: 'A galaxy', abstract: 'The galaxy of a star.' },
];

/** Anything a reader or a record may bring; all of it gets a vector or none, and nothing throws. */
const ODD = ['', ' ', '\u0000\u0007', '\ud800', '。、', '🙂🙂', 'שלום', '量子', '!!! ???', '[CLS] [PAD] <s>', '"} {"', 'x'.repeat(300_000), 'paper '.repeat(50_000)];

/**
 * What everything that is an embedder keeps to.
 * @param make opens one that knows the words of the papers; it is closed here
 */
export async function checkEmbedder(t: TestContext, make: (papers: readonly PaperText[]) => Promise<Embedder>): Promise<void> {
  const embedder = await make(CONTRACT_PAPERS);
  t.after(() => embedder.close());
  const vectors = await embedder.embedPapers(CONTRACT_PAPERS);

  await t.test('it has a name with its maker, and a number of dimensions', () => {
    assert.match(embedder.name, /^(?:built-in|onnx|endpoint):\S+$/);
    assert.ok(Number.isInteger(embedder.dimensions) && embedder.dimensions > 0);
  });

  await t.test('every paper that says something gets a vector of unit length', () => {
    assert.equal(vectors.length, CONTRACT_PAPERS.length);
    for (const vector of vectors) assertUnit(embedder, vector);
  });

  await t.test('vectors come in the order of the papers, whatever stands beside them', async () => {
    const turned = (await embedder.embedPapers(CONTRACT_PAPERS.toReversed())).toReversed();
    const alone = await Promise.all(CONTRACT_PAPERS.map(async (paper) => (await embedder.embedPapers([paper]))[0]));
    const many = await embedder.embedPapers(Array.from({ length: 20 }, () => CONTRACT_PAPERS).flat());
    for (const [place, vector] of vectors.entries()) {
      for (const other of [turned[place], alone[place], many[place + 60]]) assert.ok(cosine(vector, other) > 0.9999, `paper ${place}`);
    }
  });

  await t.test('the nearest to each is the one on its subject, and a query finds its own', async () => {
    for (const [place, vector] of vectors.entries()) {
      const others = vectors.map((other, index) => (index === place ? -2 : cosine(vector, other)));
      assert.equal(others.indexOf(Math.max(...others)), place ^ 1, `paper ${place}`);
    }
    const query = await embedder.embedQuery('star galaxy');
    assertUnit(embedder, query);
    const near = vectors.map((vector) => cosine(vector, query));
    assert.equal(near.indexOf(Math.max(...near)) >> 1, 2);
  });

  await t.test('what says nothing has no vector, and keeps its place', async () => {
    assert.deepEqual(await embedder.embedPapers([]), []);
    const [none, some, blank] = await embedder.embedPapers([{ title: '', abstract: '' }, CONTRACT_PAPERS[0]!, { title: ' ', abstract: '\n' }]);
    assert.deepEqual([none, blank], [undefined, undefined]);
    assert.ok(cosine(some, vectors[0]) > 0.9999);
    assert.equal(await embedder.embedQuery('  '), undefined);
  });

  await t.test('odd texts harm nobody', async () => {
    for (const vector of await embedder.embedPapers(ODD.map((text) => ({ title: text, abstract: text })))) if (vector !== undefined) assertUnit(embedder, vector);
    for (const text of ODD) {
      const vector = await embedder.embedQuery(text);
      if (vector !== undefined) assertUnit(embedder, vector);
    }
  });

  await t.test('giving up ends it with the reason given, and it goes on serving', async () => {
    const reason = new Error('enough');
    await assert.rejects(embedder.embedPapers(CONTRACT_PAPERS, AbortSignal.abort(reason)), reason);
    await assert.rejects(embedder.embedQuery('paper', AbortSignal.abort(reason)), reason);
    assert.ok(cosine((await embedder.embedPapers(CONTRACT_PAPERS))[0], vectors[0]) > 0.9999);
  });

  await t.test('another of the same name gives the same vectors', async (t) => {
    const other = await make(CONTRACT_PAPERS);
    t.after(() => other.close());
    assert.deepEqual([other.name, other.dimensions], [embedder.name, embedder.dimensions]);
    for (const [place, vector] of (await other.embedPapers(CONTRACT_PAPERS)).entries()) assert.ok(cosine(vector, vectors[place]) > 0.9999);
  });
}

function assertUnit({ dimensions }: Embedder, vector: Float32Array | undefined): void {
  assert.ok(vector instanceof Float32Array);
  assert.equal(vector.length, dimensions);
  assert.ok(Math.abs(Math.hypot(...vector) - 1) < 1e-5);
}

function cosine(a: Float32Array | undefined, b: Float32Array | undefined): number {
  assert.ok(a !== undefined && b !== undefined && a.length === b.length);
  return a.reduce((sum, value, place) => sum + value * b[place]!, 0);
}
