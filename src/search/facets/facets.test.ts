import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import type { Embedder, PaperText } from '../embed/embedder.js';
import { FACETS, facetScore, facetScores, facetTexts, formatWeights, judgeLabeller, rankByFacet, shippedWeights, structuredSentences, trainLabeller, WeightsError, type Facet } from './index.js';
import { features } from './features.js';
import { labelSentences, likeliest, logLikelihoods, lookupOf } from './labeller.js';
import { labelledSentences } from './texts.js';
import type { Weights } from './weights.js';
import { zScores } from './score.js';
import { bestPath, pathScore } from './viterbi.js';
import { parseWeights } from './weights.js';

/** Written for this test: what each sentence is about, no one can doubt. */
const ABSTRACTS: [Facet, string][][] = [
  [
    ['background', 'Rivers carry more sediment after storms, but the causes of this are still poorly understood.'],
    ['background', 'Previous studies have been limited to a few rivers.'],
    ['method', 'We collected samples from forty rivers using automatic stations.'],
    ['method', 'A mixed model was fitted to the data.'],
    ['result', 'The results show that slope explains most of the difference.'],
    ['result', 'Our findings suggest that terraces reduce the load significantly.'],
  ],
  [
    ['background', 'Training large language models is expensive.'],
    ['background', 'However, existing approaches to reduce this cost remain limited.'],
    ['method', 'In this paper, we propose a new optimiser that is based on sparse updates.'],
    ['result', 'Experiments show that our method outperforms the baselines by 3.5 % on four benchmarks.'],
  ],
  [
    ['background', 'Early detection of falls in older people is an important challenge.'],
    ['method', 'We trained a neural network using recordings of 120 patients.'],
    ['result', 'The network achieved an accuracy of 94 % and was significantly better than the threshold.'],
    ['result', 'In conclusion, wrist sensors are sufficient.'],
  ],
];
const LABELLED = ABSTRACTS.map((abstract) => abstract.map(([facet, text]) => ({ facet, text })));

describe('the labeller that is shipped', () => {
  test('reads plain abstracts better than any rule that always says one facet, and than thirds', () => {
    const [labeller, thirds, , ...constant] = judgeLabeller(shippedWeights(), LABELLED);
    assert.ok(labeller!.accuracy >= 0.8, `accuracy ${labeller!.accuracy}`);
    for (const { name, macroF1 } of [thirds!, ...constant]) assert.ok(labeller!.macroF1 > macroF1, `${labeller!.macroF1} against ${name} ${macroF1}`);
  });

  test('gives the sentences of each facet, and none twice or lost', () => {
    const texts = facetTexts(ABSTRACTS[2]!.map(([, text]) => text).join(' '));
    assert.match(texts.background, /^Early detection of falls/);
    assert.match(texts.method, /^We trained a neural network/);
    assert.match(texts.result, /achieved an accuracy of 94 %/);
    const words = (text: string) => text.split(/\s+/).filter(Boolean).sort();
    fc.assert(fc.property(fc.string(), (text) => assert.deepEqual(words(labelledSentences(text).map((one) => one.text).join(' ')).join('').length, words(text).join('').length)));
  });

  test('is small', () => {
    const size = Buffer.byteLength(formatWeights(shippedWeights(), 'x'));
    assert.ok(size > 20_000 && size < 500_000, `${size} bytes`);
  });
});

describe('headings', () => {
  test('say what their sentences are about, and are left out', () => {
    assert.deepEqual(structuredSentences('Background: Rain falls. It is wet. METHODS. We measured. \\textbf{Results:} 3 mm. Conclusions - Dry. Keywords: rain'), [
      { facet: 'background', text: 'Rain falls.' },
      { facet: 'background', text: 'It is wet.' },
      { facet: 'method', text: 'We measured.' },
      { facet: 'result', text: '3 mm.' },
      { facet: 'result', text: 'Dry.' },
    ]);
  });

  test('are followed before the labeller', () => {
    assert.equal(facetTexts('Results: We propose a method. Background: We found it.').result, 'We propose a method.');
  });

  test('are not seen where there are none', () => {
    for (const text of ['', 'We have results: they are good. The method is new.', 'Results: only one.', 'Code: https://example.org/x. Results: one.']) assert.equal(structuredSentences(text), undefined, text);
  });
});

describe('training', () => {
  test('learns what it is shown, and the same each time', () => {
    const weights = trainLabeller([...LABELLED, ...LABELLED, ...LABELLED]);
    assert.deepEqual(LABELLED.map((list) => labelSentences(list.map(({ text }) => text), weights)), LABELLED.map((list) => list.map(({ facet }) => facet)));
    assert.equal(formatWeights(weights, 'x'), formatWeights(trainLabeller([...LABELLED, ...LABELLED, ...LABELLED]), 'x'));
  });

  test('the quick way to look weights up adds up the same features', () => {
    const words = fc.array(fc.constantFrom('we', 'propose', 'rivers', 'rivers', '3.5', '$x$', 'zebra', '@first', 'a'), { maxLength: 12 });
    fc.assert(
      fc.property(words, fc.nat(4), (list, index) => {
        const sentence = list.join(' ');
        const seen = [...features(sentence, { index, of: 5 })];
        const weights = { bias: [0, 0.5, 1], features: new Map(seen.map((name, at) => [name, [at % 3, at % 5, -(at % 7)]])) };
        const sums = weights.bias.map((bias, column) => seen.reduce((sum, name) => sum + weights.features.get(name)![column]!, bias));
        const logs = logLikelihoods(sentence, { index, of: 5 }, lookupOf(weights));
        for (const column of [1, 2]) assert.ok(Math.abs(logs[column]! - logs[0]! - (sums[column]! - sums[0]!)) < 1e-9);
      }),
    );
  });

  test('weights are read as they were written', () => {
    const text = formatWeights(trainLabeller([...LABELLED, ...LABELLED, ...LABELLED]), 'a test');
    assert.equal(formatWeights(parseWeights(text), 'a test'), text);
  });

  test('a damaged file of weights is refused with the line', () => {
    const good = formatWeights({ bias: [0.1, 0, 0], features: new Map([['we', [1, 2, 3]]]) }, 'a test');
    for (const [text, line] of [['', 1], ['{}', 1], [good.replace('100 200 300', '100 200'), 3], [good.replace('100', 'NaN'), 3], [good.replace('100', '1e9'), 3], [good.replace(/@bias.*\n/, ''), 2]] as const) {
      assert.throws(() => parseWeights(text), (error) => error instanceof WeightsError && error.message.includes(`line ${line},`), text);
    }
  });
});

test('the best path is never worse than another', () => {
  const row = fc.array(fc.double({ min: -20, max: 0, noNaN: true }), { minLength: 3, maxLength: 3 });
  fc.assert(
    fc.property(fc.array(fc.tuple(row, fc.nat(2)), { maxLength: 8 }), (list) => {
      const scores = list.map(([one]) => one);
      const best = bestPath(scores);
      assert.equal(best.length, scores.length);
      assert.ok(pathScore(scores, best) >= pathScore(scores, list.map(([, column]) => column)) - 1e-9);
    }),
  );
});

describe('scores', () => {
  const number = fc.double({ min: -1, max: 1, noNaN: true }).map((value) => Math.round(value * 1e6) / 1e6);
  const candidate = fc.record({ bm25: number, cosine: number, facet: fc.option(number, { nil: undefined }) });

  test('z has mean 0 and deviation 1, or is 0 throughout', () => {
    fc.assert(
      fc.property(fc.array(number, { minLength: 1 }), (values) => {
        const z = zScores(values);
        const mean = z.reduce((sum, value) => sum + value, 0) / z.length;
        const variance = z.reduce((sum, value) => sum + value ** 2, 0) / z.length;
        assert.ok(Math.abs(mean) < 1e-6);
        assert.ok(z.every((value) => value === 0) ? new Set(values).size === 1 : Math.abs(variance - 1) < 1e-6);
      }),
    );
  });

  test('are finite, the sum of their parts, blind to the scale of BM25, and grow with the facet', () => {
    fc.assert(
      fc.property(fc.array(candidate, { minLength: 2 }), (candidates) => {
        const scores = facetScores(candidates);
        const scaled = facetScores(candidates.map((one) => ({ ...one, bm25: one.bm25 * 37 + 5 })));
        scores.forEach(({ score, words, vectors, facet }, at) => {
          assert.ok(Number.isFinite(score));
          assert.equal(score, words + vectors + facet);
          assert.ok(Math.abs(score - scaled[at]!.score) < 1e-6);
        });
        const twins = facetScores([...candidates, { bm25: 0, cosine: 0, facet: 0.9 }, { bm25: 0, cosine: 0, facet: 0.1 }]).slice(-2);
        assert.ok(twins[0]!.score > twins[1]!.score);
      }),
    );
  });

  test('a facet that no sentence has is told by the likeliest one, unless none is likelier than chance', () => {
    // Lists of one sentence: the course through the abstract cannot change what the sentence is most likely about.
    const weights: Weights = { ...shippedWeights(), bias: [0, 0, 0], features: new Map([['gears', [0, 2, 2.2]], ['stars', [3, -3, -3]]]) };
    assert.equal(likeliest(['Of stars.', 'Of gears.'], 'method', weights), 1);
    assert.equal(likeliest(['Of stars.'], 'method', weights), undefined);
    assert.equal(likeliest([], 'method', weights), undefined);
  });

  test('vectors of two embedders are not compared', () => {
    assert.equal(facetScore(Float32Array.of(1, 0), Float32Array.of(1, 0, 0)), undefined);
    assert.equal(facetScore(Float32Array.of(0.6, 0.8), Float32Array.of(0.6, 0.8))?.toFixed(5), '1.00000');
    assert.equal(facetScore(undefined, Float32Array.of(1)), undefined);
    assert.equal(facetScore(Float32Array.of(NaN), Float32Array.of(1)), undefined);
  });
});

describe('papers like this one by a facet', () => {
  const WORDS = ['rivers', 'models', 'falls', 'propose', 'trained', 'show'];
  /** Counts a few words: enough to tell whose sentences were embedded. */
  const embedder: Embedder = {
    name: 'counting',
    dimensions: WORDS.length,
    embedPapers: async (papers: readonly PaperText[]) =>
      papers.map(({ abstract }) => {
        const counts = WORDS.map((word) => abstract.toLowerCase().split(word).length - 1);
        const length = Math.hypot(...counts);
        return length === 0 ? undefined : Float32Array.from(counts, (count) => count / length);
      }),
    embedQuery: async () => undefined,
    close: async () => {},
  };
  const paper = (abstract: string) => ({ title: 'A title', abstract });
  const alike = { bm25: 1, cosine: 0.5 };

  test('the one with the same facet comes first, and says how alike it is', async () => {
    const query = paper('Background: Rivers flood. Methods: We trained nets. Results: They show it.');
    const found = [
      { paper: 1, ...alike, ...paper('Background: Models cost. Methods: We trained trees. Results: They work.') },
      { paper: 2, ...alike, ...paper('Background: Rivers dry. Methods: We propose proofs. Results: They hold.') },
      { paper: 3, ...alike, ...paper('') },
    ];
    const byProblem = await rankByFacet(query, 'background', found, embedder);
    assert.deepEqual(byProblem?.map((hit) => hit.paper), [2, 3, 1]);
    assert.equal(byProblem?.[0]?.similarity, 1);
    assert.equal(byProblem?.[1]?.similarity, undefined);
    const byMethod = await rankByFacet(query, 'method', found, embedder);
    assert.equal(byMethod?.[0]?.paper, 1);
  });

  test('a paper that says nothing of the facet has no such list', async () => {
    for (const facet of FACETS) assert.equal(await rankByFacet(paper(''), facet, [], embedder), undefined);
  });
});
