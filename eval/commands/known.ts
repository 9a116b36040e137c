import { engineOf, type Learned } from '../engine-of.js';
import { judgeKnown, TITLE_LENGTHS } from '../known/judge-known.js';
import { judgeLike } from '../known/judge-like.js';
import { synonymsOf } from '../known/synonyms.js';
import { oneSentence, paraphrasedTitle, titleWithoutTwo, type KnownItem, type Random } from '../known/tasks.js';
import { withOwnTitle, type KnownPaper } from '../papers.js';
import { randomNumbers, sample } from '../random.js';
import { reportOf, type Report } from '../report.js';
import type { EvalContext } from './context.js';

const SEED = 1;

type Task = (paper: KnownPaper, random: Random) => KnownItem | undefined;

/** Papers that are known to be there, asked for by what one remembers of them; the same in every run. */
export async function evaluateKnown(papers: readonly KnownPaper[], { tasks }: { tasks: number }, { say }: EvalContext): Promise<Report[]> {
  say(`learning from ${papers.length.toLocaleString('en')} papers …`);
  const learned = await engineOf(papers);
  const candidates = withOwnTitle(papers);
  const reports: Report[] = [];
  for (const [name, task] of tasksOf(papers, learned)) {
    say(`${name} …`);
    const items = itemsOf(task, candidates, tasks);
    const report = async (title: string, some: readonly KnownItem[]) => reports.push(reportOf(title, `${some.length} queries in ${papers.length.toLocaleString('en')} papers`, await judgeKnown(some, learned.engine)));
    if (task !== titleWithoutTwo) await report(name, items);
    else for (const { name: words, from, to } of TITLE_LENGTHS) await report(`${name}, title of ${words} words`, items.filter(({ titleWords }) => titleWords >= from && titleWords <= to));
  }
  say('papers like a paper …');
  const like = sample(candidates, tasks, randomNumbers(SEED));
  reports.push(reportOf('papers like a paper', `${like.length} papers; the share of the first ten that has the same primary category, and that has an author in common`, await judgeLike(like, papers, learned.engine)));
  await learned.engine.close();
  return reports;
}

function tasksOf(papers: readonly KnownPaper[], { embedder }: Learned): [string, Task][] {
  const synonym = synonymsOf(papers, embedder);
  return [
    ['two words dropped', titleWithoutTwo],
    ['one sentence', oneSentence],
    ['title paraphrased', (paper, random) => paraphrasedTitle(paper, random, synonym)],
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
