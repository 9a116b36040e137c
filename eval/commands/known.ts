import { judgeKnown, TITLE_LENGTHS } from '../known/judge-known.js';
import { judgeLike } from '../known/judge-like.js';
import type { Subject } from '../known/subject.js';
import { authorAndYear, oneSentence, paraphrasedTitle, titleWithoutTwo, type KnownItem, type Random } from '../known/tasks.js';
import { withOwnTitle, type KnownPaper } from '../papers.js';
import { randomNumbers, sample } from '../random.js';
import { reportOf, type Report } from '../report.js';
import type { EvalContext } from './context.js';

const SEED = 1;

type Task = (paper: KnownPaper, random: Random) => KnownItem | undefined;

/** Papers that are known to be there, asked for by what one remembers of them; the same in every run. */
export async function evaluateKnown({ papers, engine, synonym }: Subject, { tasks }: { tasks: number }, { say }: EvalContext): Promise<Report[]> {
  const candidates = withOwnTitle(papers);
  const reports: Report[] = [];
  for (const [name, task] of tasksOf(synonym)) {
    say(`${name} …`);
    const items = itemsOf(task, candidates, tasks);
    const report = async (title: string, some: readonly KnownItem[]) => reports.push(reportOf(title, `${some.length} queries in ${papers.length.toLocaleString('en')} papers`, await judgeKnown(some, engine)));
    if (task !== titleWithoutTwo) await report(name, items);
    else for (const { name: words, from, to } of TITLE_LENGTHS) await report(`${name}, title of ${words} words`, items.filter(({ titleWords }) => titleWords >= from && titleWords <= to));
  }
  say('papers like a paper …');
  const like = sample(candidates, tasks, randomNumbers(SEED));
  reports.push(reportOf('papers like a paper', `${like.length} papers; the share of the first ten that has the same primary category, and that has an author in common`, await judgeLike(like, papers, engine)));
  return reports;
}

function tasksOf(synonym: Subject['synonym']): [string, Task][] {
  return [
    ['two words dropped', titleWithoutTwo],
    ['one sentence', oneSentence],
    ...(synonym === undefined ? [] : [['title paraphrased', (paper, random) => paraphrasedTitle(paper, random, synonym)] as [string, Task]]),
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
