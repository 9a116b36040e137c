/** What a figure must reach. */
export type Budget = { atLeast: number } | { atMost: number };

/** One line of the table: a quantity, measured once or several times. */
export interface Figure {
  what: string;
  /** One value for each run. */
  values: number[];
  unit: string;
  budget?: Budget;
  /** What one must know to read it: the CPU time behind it, what was given up. */
  note?: string;
}

/** The middle value; of an even number the mean of the two in the middle. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  return ((sorted[Math.ceil(middle) - 1] ?? NaN) + (sorted[Math.floor(middle)] ?? NaN)) / 2;
}

/** The smallest value that at least this share (0 to 1) of all values do not exceed. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? NaN;
}

/** Whether the median keeps to the budget; undefined without one. */
export function isMet({ values, budget }: Figure): boolean | undefined {
  if (budget === undefined) return undefined;
  return 'atLeast' in budget ? median(values) >= budget.atLeast : median(values) <= budget.atMost;
}
