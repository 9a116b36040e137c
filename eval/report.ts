import { figure, formatTable, difference as inWords } from './table.js';
import type { Difference } from './bootstrap.js';
import type { Figures, Judgement } from './judge.js';

/** What one run found, for people and for programs. */
export interface Report {
  name: string;
  /** What is counted, how many, and how. */
  about: string;
  lines: { method: string; figures: Figures }[];
  /** Fusion minus words alone, by the first metric. */
  difference?: Difference & { metric: string };
  /** One method minus another, by a metric. */
  differences?: (Difference & { metric: string; method: string; other: string })[];
}

export function reportOf(name: string, about: string, judgement: Judgement): Report {
  const lines = judgement.lines().map(({ method, means }) => ({ method, figures: means }));
  const methods = lines.map(({ method }) => method);
  const [metric] = Object.keys(lines[0]?.figures ?? {});
  const comparable = metric !== undefined && methods.includes('fusion') && methods.includes('words');
  return { name, about, lines, ...(comparable ? { difference: { metric, ...judgement.difference(metric, 'fusion', 'words') } } : {}) };
}

export function formatReport({ name, about, lines, difference, differences = [] }: Report): string {
  const metrics = Object.keys(lines[0]?.figures ?? {});
  const table = formatTable([name, ...metrics], lines.map(({ method, figures }) => [method, ...metrics.map((metric) => figure(figures[metric]!))]));
  const compared = difference === undefined ? [] : [`fusion − words, ${difference.metric}: ${inWords(difference)}, 95 %, paired bootstrap over queries`];
  const others = differences.map(({ method, other, metric, ...interval }) => `${method} − ${other}, ${metric}: ${inWords(interval)}, 95 %, paired bootstrap`);
  return [table, about, ...compared, ...others].join('\n');
}
