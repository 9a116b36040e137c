import { isMet, median, type Budget, type Figure } from './figures.js';

/** The figures of one benchmark. */
export interface Section {
  name: string;
  figures: Figure[];
}

const HEAD = ['What', 'Figure', 'Spread', 'Budget', '', 'Note'];
const RIGHT = new Set([1]);

/** One table for people: a line for each figure, the median first, then the lowest and highest of its runs. */
export function formatTable(sections: readonly Section[]): string {
  const rows = sections.flatMap(({ name, figures }) => [[name], ...figures.map(rowOf)]);
  const widths = HEAD.map((head, column) => Math.max(head.length, ...rows.filter((row) => row.length > 1).map((row) => row[column]!.length)));
  const line = (cells: string[]) => cells.map((cell, column) => (RIGHT.has(column) ? cell.padStart(widths[column]!) : cell.padEnd(widths[column]!))).join('  ').trimEnd();
  return [line(HEAD), line(widths.map((width) => '-'.repeat(width))), ...rows.map((row) => (row.length === 1 ? `\n${row[0]}` : line(row)))].join('\n');
}

/** The same for programs. */
export function asObject(sections: readonly Section[]) {
  return sections.flatMap(({ name, figures }) =>
    figures.map((figure) => {
      const { what, values, unit, budget, note } = figure;
      return { benchmark: name, what, unit, median: median(values), lowest: Math.min(...values), highest: Math.max(...values), runs: values.length, budget, met: isMet(figure), note };
    }),
  );
}

function rowOf(figure: Figure): string[] {
  const { what, values, unit, budget, note } = figure;
  const met = isMet(figure);
  const spread = values.length < 2 ? '' : `${readable(Math.min(...values))}–${readable(Math.max(...values))}, ${values.length} runs`;
  return [`  ${what}`, `${readable(median(values))} ${unit}`, spread, budget === undefined ? '' : budgetText(budget), met === undefined ? '' : met ? 'met' : 'MISSED', note ?? ''];
}

function budgetText(budget: Budget): string {
  return 'atLeast' in budget ? `≥ ${readable(budget.atLeast)}` : `≤ ${readable(budget.atMost)}`;
}

/** Three significant digits are all that a noisy machine can promise. */
function readable(value: number): string {
  if (!Number.isFinite(value)) return '–';
  const digits = Math.abs(value) >= 100 || Number.isInteger(value) ? 0 : Math.abs(value) >= 10 ? 1 : 2;
  return value.toLocaleString('en', { minimumFractionDigits: digits, maximumFractionDigits: digits });
}
