import { pairedBootstrap, type Difference } from './bootstrap.js';
import { mean } from './metrics.js';

/** The figures of one method for one query, by the name of the metric. */
export type Figures = Readonly<Record<string, number>>;

/** One line of a table. */
export interface Line {
  method: string;
  means: Figures;
}

/** Figures of several methods over the same queries, in the order of the table. */
export class Judgement {
  readonly #figures = new Map<string, Figures[]>();

  /** @param weight how much this query counts beside the others, 1 on the mean */
  add(method: string, figures: Figures, weight = 1): void {
    const weighted = Object.fromEntries(Object.entries(figures).map(([metric, value]) => [metric, value * weight]));
    this.#figures.getOrInsertComputed(method, () => []).push(weighted);
  }

  get queries(): number {
    return [...this.#figures.values()][0]?.length ?? 0;
  }

  lines(): Line[] {
    return [...this.#figures].map(([method, all]) => {
      const metrics = Object.keys(all[0] ?? {});
      return { method, means: Object.fromEntries(metrics.map((metric) => [metric, mean(valuesOf(all, metric))])) };
    });
  }

  /** How much better one method is than another by a metric. */
  difference(metric: string, method: string, other: string): Difference {
    return pairedBootstrap(valuesOf(this.#figures.get(method) ?? [], metric), valuesOf(this.#figures.get(other) ?? [], metric));
  }
}

function valuesOf(figures: readonly Figures[], metric: string): number[] {
  return figures.map((one) => one[metric]!);
}
