import type { Report } from '../report.js';

/** A column of the table over all studies: which figure of which report. */
interface Column {
  name: string;
  report: string;
  metric: (metrics: readonly string[]) => string | undefined;
}

const first = (beginning: string, place = 0) => (metrics: readonly string[]) => metrics.filter((metric) => metric.startsWith(beginning))[place];

const COLUMNS: readonly Column[] = [
  { name: 'no votes, 8 h: nDCG', report: 'no votes yet, 8 h', metric: first('nDCG@10') },
  { name: 'no votes, 26 h: nDCG', report: 'no votes yet, 26 h', metric: first('nDCG@10') },
  { name: 'first votes: ρ', report: 'first votes, 8 h to 26 h', metric: first('ρ ') },
  { name: 'a tenth: ρ', report: 'first votes, 8 h to 26 h', metric: first('ρ ', 2) },
  { name: 'a hundredth: ρ', report: 'first votes, 8 h to 26 h', metric: first('ρ ', 4) },
  { name: 'a week: AP', report: 'a week, 8 h to 26 h', metric: first('AP') },
  { name: 'a tenth: AP', report: 'a week, 8 h to 26 h', metric: first('AP', 1) },
];

/** Every method beside every other, one or a few figures of each study; without a figure where a method does not apply. */
export function summaryOf(reports: readonly Report[]): Report {
  const methods = [...new Set(reports.filter(({ name }) => COLUMNS.some(({ report }) => report === name)).flatMap(({ lines }) => lines.map(({ method }) => method)))];
  const lines = methods.map((method) => ({ method, figures: Object.fromEntries(COLUMNS.map((column) => [column.name, figureOf(reports, column, method)])) }));
  return { name: 'all studies', about: 'Without votes, Hacker News, Reddit, Lobsters and raw votes are newest first; a dash where a method does not apply.', lines };
}

function figureOf(reports: readonly Report[], { report, metric }: Column, method: string): number {
  const figures = reports.find(({ name }) => name === report)?.lines.find((line) => line.method === method)?.figures ?? {};
  return figures[metric(Object.keys(figures)) ?? ''] ?? NaN;
}
