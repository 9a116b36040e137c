import { setTimeout as sleep } from 'node:timers/promises';
import type { Line } from './line.js';

/** What answers are computed from. */
export interface Basis {
  /** Another one makes every kept answer wrong. */
  generation: string;
  /** Moves whenever an answer may have become another. */
  state: string;
}

export interface KeptAnswersOptions {
  line: Line;
  basis(): Basis;
  /** Most answers kept; the longest unused go first. */
  most: number;
  /** Told of work that fails when nobody waits for it any more. */
  onError(error: unknown): void;
  /** An answer as old as this is computed anew when it is asked for, if its basis has moved. */
  renewAfterMs?: number;
}

interface Kept<T> {
  answer: T;
  state: string;
  at: number;
}

const RENEW_AFTER_MS = 60_000;

/**
 * Answers that may take longer to compute than whoever asks can wait: what comes late is kept for the next who asks. While an index
 * grows, an answer of a moment ago is shown and its successor computed beside it.
 */
export class KeptAnswers<T> {
  private readonly kept = new Map<string, Kept<T>>();
  private readonly coming = new Map<string, Promise<T | undefined>>();
  private generation = '';

  constructor(private readonly options: KeptAnswersOptions) {}

  /** Undefined when it is not there within so many milliseconds: it is computed on, unless too much is being computed already. */
  async get(key: string, compute: () => Promise<T>, withinMs: number): Promise<T | undefined> {
    const { generation, state } = this.options.basis();
    if (generation !== this.generation) this.forget(generation);
    const kept = this.kept.get(key);
    if (kept === undefined) return await inTime(this.begin(key, compute), withinMs, this.options.onError);
    if (this.isOld(kept, state)) this.begin(key, compute).catch(this.options.onError);
    this.keep(key, kept);
    return kept.answer;
  }

  private isOld({ state, at }: Kept<T>, now: string): boolean {
    return state !== now && performance.now() - at >= (this.options.renewAfterMs ?? RENEW_AFTER_MS);
  }

  private forget(generation: string): void {
    this.kept.clear();
    this.coming.clear();
    this.generation = generation;
  }

  /** Begins it, unless it has been begun. */
  private begin(key: string, compute: () => Promise<T>): Promise<T | undefined> {
    const begun = this.coming.get(key);
    if (begun !== undefined) return begun;
    const coming = this.compute(key, compute).finally(() => {
      if (this.coming.get(key) === coming) this.coming.delete(key);
    });
    this.coming.set(key, coming);
    return coming;
  }

  private async compute(key: string, compute: () => Promise<T>): Promise<T | undefined> {
    return await this.options.line.run(async () => {
      // Before it is computed: what comes in meanwhile is not in the answer.
      const { generation, state } = this.options.basis();
      const answer = await compute();
      if (generation === this.generation) this.keep(key, { answer, state, at: performance.now() });
      return answer;
    });
  }

  private keep(key: string, kept: Kept<T>): void {
    this.kept.delete(key);
    this.kept.set(key, kept);
    for (const oldest of this.kept.keys()) {
      if (this.kept.size <= this.options.most) break;
      this.kept.delete(oldest);
    }
  }
}

/** What the work gives, or undefined when that takes longer; it goes on. Throws what it throws in time; `onLate` is told of later errors. */
async function inTime<T>(work: Promise<T>, milliseconds: number, onLate: (error: unknown) => void): Promise<T | undefined> {
  const over = new AbortController();
  const late = sleep(milliseconds, 'late' as const, { signal: over.signal, ref: false }).catch(() => 'late' as const);
  try {
    const first = await Promise.race([work.then((answer) => ({ answer })), late]);
    if (first !== 'late') return first.answer;
    work.catch(onLate);
    return undefined;
  } finally {
    over.abort();
  }
}
