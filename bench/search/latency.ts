import { quantile, type Budget, type Figure } from '../figures.js';

export interface Latencies {
  what: string;
  milliseconds: number[];
}

/** How long each question takes, one after the other; the first few, which find everything cold, are asked before. */
export async function measureEach<T>(what: string, questions: readonly T[], ask: (question: T) => unknown): Promise<Latencies> {
  for (const question of questions.slice(0, WARM_UP)) await ask(question);
  const milliseconds: number[] = [];
  for (const question of questions) {
    const began = performance.now();
    await ask(question);
    milliseconds.push(performance.now() - began);
  }
  return { what, milliseconds };
}

const WARM_UP = 20;

/** The 95th percentile, which has the budget, and the median beside it. `against` gives the ratio to ours. */
export function latencyFigure({ what, milliseconds }: Latencies, { budget, against, note }: { budget?: Budget; against?: Latencies; note?: string } = {}): Figure {
  const [p50, p95] = [quantile(milliseconds, 0.5), quantile(milliseconds, 0.95)];
  const ratio = against && `${(p95 / quantile(against.milliseconds, 0.95)).toFixed(1)} times ours, ${(p50 / quantile(against.milliseconds, 0.5)).toFixed(1)} at the median`;
  return { what: `${what}: p95`, values: [p95], unit: 'ms', budget, note: [`p50 ${p50.toFixed(1)} ms`, ratio, note].filter(Boolean).join('; ') };
}
