import assert from 'node:assert/strict';
import { test } from 'node:test';
import { vectorTerms } from '../../text/analyse.js';
import { BuiltInEmbedder, learn, learnInThread, LearningError, NothingToLearnError, type LearningProgress } from './index.js';
import { madeUpPapers, otherSubjects, SYNONYMS } from './made-up-papers.fixture.js';

const papers = madeUpPapers(400);
const table = await learn(papers);
const embedder = new BuiltInEmbedder(table, 1);

test('words that stand in each other\'s place are more alike than words on different subjects', async () => {
  const large = new BuiltInEmbedder(await learn(madeUpPapers(1_200)), 1);
  const shares = SYNONYMS.flatMap(([word, synonym]) => [shareOfStrangersBelow(large, word, synonym), shareOfStrangersBelow(large, synonym, word)]);
  const mean = shares.reduce((sum, share) => sum + share) / shares.length;
  assert.ok(mean > 0.9, `of the words on other subjects, ${shares.join(', ')} are less alike`);
});

/** Of the words on other subjects, how many are less like a word than its synonym is; half of them where nothing was learned. */
function shareOfStrangersBelow(embedder: BuiltInEmbedder, word: string, synonym: string): number {
  const order = embedder.nearestTerms(word, 1_000).map(({ term }) => term);
  const strangers = otherSubjects(word).map((stranger) => vectorTerms(stranger)[0]!);
  const place = order.indexOf(vectorTerms(synonym)[0]!);
  return strangers.filter((stranger) => order.indexOf(stranger) > place).length / strangers.length;
}

test('a query finds papers that say it in other words before those on something else', async () => {
  for (const [word, synonym] of SYNONYMS) {
    const query = await embedder.embedQuery(word);
    const others = papers.filter(({ title, abstract }) => !`${title} ${abstract}`.includes(word));
    const vectors = await embedder.embedPapers(others);
    const ranked = others
      .map((paper, at) => ({ paper, cosine: product(query!, vectors[at]!) }))
      .sort((a, b) => b.cosine - a.cosine);
    const says = ranked.slice(0, 10).filter(({ paper }) => paper.abstract.includes(synonym) || paper.title.includes(synonym));
    assert.ok(says.length >= 9, `${says.length} of the first ten for ${word} say ${synonym}`);
  }
});

test('the same papers and seed give the same table, another seed another', async () => {
  assert.deepEqual(await learn(papers), table);
  const other = await learn(papers, { seed: 2 });
  assert.deepEqual(other.vocabulary, table.vocabulary);
  assert.notDeepEqual(other.steps, table.steps);
});

test('a thread learns the same, tells how far it is, and reads papers that come one by one', async () => {
  const told: LearningProgress[] = [];
  async function* oneByOne() {
    yield* papers;
  }
  assert.deepEqual(await learnInThread(oneByOne(), { onProgress: (progress) => told.push(progress) }), table);
  assert.ok(told.length > 0);
  for (const { step, done } of told) assert.ok(step === 'reading' || (done >= 0 && done <= 1), `${step} ${done}`);
});

test('all steps are told in their order, each from its beginning', async () => {
  const told: LearningProgress[] = [];
  await learn(madeUpPapers(2_000), { sample: 200, onProgress: (progress) => told.push(progress) });
  assert.deepEqual([...new Set(told.map(({ step }) => step))], ['reading', 'counting', 'decomposing', 'training']);
  assert.equal(told.at(-1)!.done, 1);
});

test('learning is given up while papers are read, and while the thread computes', async () => {
  const enough = new Error('enough');
  await assert.rejects(learnInThread(papers, { signal: AbortSignal.abort(enough) }), enough);
  const stop = new AbortController();
  const learning = learnInThread(madeUpPapers(4_000), { signal: stop.signal, onProgress: ({ step }) => step !== 'reading' && stop.abort(enough) });
  await assert.rejects(learning, enough);
});

test('papers in which no word comes back teach nothing, and that is said', async () => {
  const strangers = Array.from({ length: 30 }, (_, at) => ({ title: `word${at}a`, abstract: '' }));
  await assert.rejects(learn(strangers), NothingToLearnError);
  await assert.rejects(learnInThread(strangers), NothingToLearnError);
  await assert.rejects(learnInThread([]), NothingToLearnError);
});

test('what goes wrong in reading is passed on, and so is what goes wrong in the thread', async () => {
  async function* broken() {
    yield papers[0]!;
    throw new RangeError('the disk is gone');
  }
  await assert.rejects(learnInThread(broken()), RangeError);
  const unreadable = [{ title: 'no text', abstract: { slice: () => null } as unknown as string }];
  await assert.rejects(learnInThread(unreadable), LearningError);
});

test('papers without category, title or abstract are learned from as far as they go', async () => {
  const odd = papers.map(({ title, abstract }, at) => [{ title, abstract }, { title, abstract: '' }, { title: '', abstract }][at % 3]!);
  const { learned } = await learn(odd);
  assert.deepEqual({ papers: learned.papers, sampled: learned.sampled }, { papers: 400, sampled: 400 });
});

test('papers from elsewhere fill the sample and are not counted as the instance\'s own', async () => {
  const { learned } = await learn(papers.slice(0, 100), { besides: madeUpPapers(500, 7), sample: 300 });
  assert.equal(learned.papers, 100);
  assert.ok(learned.sampled > 290 && learned.sampled <= 300, `${learned.sampled}`);
});

function product(a: Float32Array, b: Float32Array): number {
  return a.reduce((sum, value, at) => sum + value * b[at]!, 0);
}
