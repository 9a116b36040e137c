import type { BuiltInEmbedder } from '#search';
import type { PaperRecord } from '#papers';
import { EngineOfProduct } from '../engine-of-product.js';
import { learnFrom, learningPaper } from '../engine-of.js';
import { instanceOf } from '../instance.js';
import { judgeKnown, TITLE_LENGTHS } from '../known/judge-known.js';
import { judgeLike } from '../known/judge-like.js';
import { synonymsOf } from '../known/synonyms.js';
import { authorAndYear, oneSentence, paraphrasedTitle, titleWithoutTwo, type KnownItem, type Random } from '../known/tasks.js';
import { knownPaper, withOwnTitle, type KnownPaper } from '../papers.js';
import { randomNumbers, sample } from '../random.js';
import { reportOf, type Report } from '../report.js';
import type { EvalContext } from './context.js';

const SEED = 1;

type Task = (paper: KnownPaper, random: Random) => KnownItem | undefined;

/** Papers that are known to be there, asked for by what one remembers of them; the same in every run. */
export async function evaluateKnown(records: readonly PaperRecord[], { tasks }: { tasks: number }, { say }: EvalContext): Promise<Report[]> {
  const instance = await instanceOf(records);
  const papers = instance.papers.map(knownPaper);
  say(`learning from ${papers.length.toLocaleString('en')} papers …`);
  const embedder = await learnFrom(papers.map(learningPaper));
  say('indexing …');
  const engine = await EngineOfProduct.open(instance, embedder);
  const candidates = withOwnTitle(papers);
  const reports: Report[] = [];
  for (const [name, task] of tasksOf(papers, embedder)) {
    say(`${name} …`);
    const items = itemsOf(task, candidates, tasks);
    const report = async (title: string, some: readonly KnownItem[]) => reports.push(reportOf(title, `${some.length} queries in ${papers.length.toLocaleString('en')} papers`, await judgeKnown(some, engine)));
    if (task !== titleWithoutTwo) await report(name, items);
    else for (const { name: words, from, to } of TITLE_LENGTHS) await report(`${name}, title of ${words} words`, items.filter(({ titleWords }) => titleWords >= from && titleWords <= to));
  }
  say('papers like a paper …');
  const like = sample(candidates, tasks, randomNumbers(SEED));
  reports.push(reportOf('papers like a paper', `${like.length} papers; the share of the first ten that has the same primary category, and that has an author in common`, await judgeLike(like, papers, engine)));
  await engine.close();
  return reports;
}

function tasksOf(papers: readonly KnownPaper[], embedder: BuiltInEmbedder): [string, Task][] {
  const synonym = synonymsOf(papers, embedder);
  return [
    ['two words dropped', titleWithoutTwo],
    ['one sentence', oneSentence],
    ['title paraphrased', (paper, random) => paraphrasedTitle(paper, random, synonym)],
    ['author and year', authorAndYear],
  ];
}

function itemsOf(task: Task, papers: readonly KnownPaper[], count: number): KnownItem[] {
  const random = randomNumbers(SEED);
  const items: KnownItem[] = [];
  for (const paper of sample(papers, papers.length, random)) {
    if (items.length === count) break;
    const item = task(paper, random);
    if (item !== undefined) items.push(item);
  }
  return items;
}
