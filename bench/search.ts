import { instanceOf, largeSource, smallSource, type Benchmark, type BenchContext, type Source } from './context.js';
import type { Figure } from './figures.js';
import { withPostgres } from './postgres.js';
import { indexOf, type Building, type Indexed } from './search/indexed.js';
import { latencyFigure, measureEach, type Latencies } from './search/latency.js';
import { openFts5 } from './search/others/fts5.js';
import { openMiniSearch } from './search/others/minisearch.js';
import type { OtherEngine } from './search/others/other.js';
import { openPostgresText } from './search/others/postgres.js';
import { Ours } from './search/ours.js';
import { questionsOf, type Question } from './search/questions.js';
import { readTogether } from './search/readers.js';
import { textsOf } from './search/texts.js';

const QUESTIONS = 200;
/** Nobody who reads at once asks what another did. */
const TOGETHER = 2_000;

/** Finding among papers: the index made, questions asked in process, and other engines beside it on the same papers and words. */
export const searching: Benchmark = {
  name: 'search',
  async measure(context) {
    const small = smallSource(context);
    const figures = await measureSource(small, context, [openMiniSearch]);
    return context.papers <= small.papers ? figures : [...figures, ...(await measureSource(await largeSource(context), context, []))];
  },
};

type Open = (texts: ReturnType<typeof textsOf>) => Promise<OtherEngine>;

async function measureSource(source: Source, { say }: BenchContext, more: readonly Open[]): Promise<Figure[]> {
  const indexed = await indexOf(await instanceOf(source, say), say);
  const questions = questionsOf(textsOf(indexed.instance, Math.floor(source.papers / QUESTIONS / 2)), QUESTIONS);
  say(`asking ${questions.length} questions of ${source.papers.toLocaleString('en')} papers …`);
  const { figures, words } = await askOurs(indexed, questions);
  say(figures.map(({ what, values }) => `… ${what} ${values[0]!.toFixed(1)} ms`).join('\n'));
  const together = await readTogether(indexed, questionsOf(textsOf(indexed.instance, Math.max(1, Math.floor(source.papers / TOGETHER / 2))), TOGETHER));
  say(together.map(({ what, values, note }) => `… ${what} ${values[0]!.toFixed(1)} ms; ${note}`).join('\n'));
  const others = await withPostgres(say, async (postgres) => {
    const opens: Open[] = [openFts5, (texts) => openPostgresText(postgres, texts), ...more];
    const found: Figure[] = [];
    for (const open of opens) found.push(...(await askOther(open, { indexed, questions, words })));
    return found;
  });
  const count = source.papers.toLocaleString('en');
  return [...buildingFigures(indexed.building), ...figures, ...together, ...others].map((figure) => ({ ...figure, what: `${count}: ${figure.what}` }));
}

function buildingFigures({ ranking, words, learning, vectors, peakMegabytes }: Building): Figure[] {
  return [
    { what: 'index of words without positions made', values: [ranking], unit: 's', budget: { atMost: 180 }, note: 'from the store; the text of the other indexes analysed and written too' },
    { what: 'every index of words, positions, authors and filters made', values: [words], unit: 's' },
    { what: 'vectors learned', values: [learning], unit: 's' },
    { what: 'vectors written, with an index of their own', values: [vectors], unit: 's', note: 'words indexed again beside' },
    { what: 'vectors learned and written', values: [learning + vectors], unit: 's', budget: { atMost: 600 } },
    { what: 'peak memory of all that', values: [peakMegabytes], unit: 'MB', budget: { atMost: 3_000 } },
  ];
}

async function askOurs(indexed: Indexed, questions: readonly Question[]): Promise<{ figures: Figure[]; words: Latencies }> {
  const ours = await Ours.open(indexed);
  try {
    const words = await measureEach('words, top 20', questions, ours.byWords);
    const rest = [
      latencyFigure(await measureEach('words, 20 of the best 1,000, which are ranked and counted', questions, ours.byWordsCounted)),
      latencyFigure(await measureEach('words and vectors', questions, ours.byBoth), { budget: { atMost: 40 } }),
      latencyFigure(await measureEach('words and vectors, category and year', questions, ours.withFilters), { budget: { atMost: 40 } }),
      latencyFigure(await measureEach('a phrase', questions, ours.withPhrase)),
      latencyFigure(await measureEach('as typed, six titles', questions, ours.asTyped), { budget: { atMost: 50 } }),
      latencyFigure(await measureEach('papers like one', questions, ours.like), { budget: { atMost: 20 } }),
      latencyFigure(await measureEach('papers like one, recent', questions, ours.likeRecent), { budget: { atMost: 20 } }),
    ];
    return { figures: [latencyFigure(words, { budget: { atMost: 15 }, note: 'as other engines: without counts' }), ...rest], words };
  } finally {
    await ours.close();
  }
}

async function askOther(open: Open, { indexed, questions, words }: { indexed: Indexed; questions: readonly Question[]; words: Latencies }): Promise<Figure[]> {
  const began = performance.now();
  const engine = await open(textsOf(indexed.instance));
  const made: Figure = { what: `${engine.name}: made`, values: [(performance.now() - began) / 1_000], unit: 's' };
  try {
    const [any, all] = [await measureEach(`${engine.name}, any word`, questions, engine.anyWord), await measureEach(`${engine.name}, all words`, questions, engine.allWords)];
    return [made, ...[any, all].map((latencies) => latencyFigure(latencies, { against: words }))];
  } finally {
    await engine.close();
  }
}
