/** A table for people: the first column to the left, figures to the right. */
export function formatTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((name, column) => Math.max(name.length, ...rows.map((row) => (row[column] ?? '').length)));
  const line = (cells: readonly string[]) => widths.map((width, column) => (column === 0 ? (cells[column] ?? '').padEnd(width) : (cells[column] ?? '').padStart(width))).join('  ').trimEnd();
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)].join('\n');
}

/** Three digits behind the point: the fourth is noise. */
export function figure(value: number): string {
  return Number.isNaN(value) ? '–' : value.toFixed(3);
}

export function percent(value: number): string {
  return Number.isNaN(value) ? '–' : `${(100 * value).toFixed(1)} %`;
}

/** `+0.033 [0.023, 0.043]`. */
export function difference({ mean, low, high }: { mean: number; low: number; high: number }): string {
  return `${mean < 0 ? '−' : '+'}${figure(Math.abs(mean))} [${figure(low)}, ${figure(high)}]`;
}
