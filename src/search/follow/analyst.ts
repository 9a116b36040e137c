import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { EnvironmentError } from '#lib';
import type { Paper } from '#papers';
import type { RowTexts, WrittenPaper } from '../index/row-texts.js';

/** Of one thread, portions come back in the order in which they went over. */
export type ToThread = WrittenPaper[];
export type FromThread = RowTexts[];

/** Fewer are analysed before a thread has begun. */
const WORTH_A_THREAD = 1_000;
/** A portion at a time, and the terms met before. */
const HEAP = { maxOldGenerationSizeMb: 1_024 };
const PROGRAM = new URL('./analysing-thread.js', import.meta.url);

/** More take memory, and wait for who reads and writes. */
const MOST_THREADS = 2;

/** A thread, and who waits for what it was given, in that order. */
interface Analysing {
  worker: Worker;
  waiting: PromiseWithResolvers<RowTexts[]>[];
}

/**
 * Analyses papers in threads of its own, so that others can be read and written meanwhile: analysing takes three times as long as
 * reading them.
 */
export class Analyst {
  private readonly threads = new Set<Analysing>();

  constructor(
    private readonly worthAThread = WORTH_A_THREAD,
    private readonly mostThreads = Math.min(MOST_THREADS, availableParallelism()),
  ) {}

  /** What the index looks papers up by, as `textsOf` gives it; undefined for so few that whoever asks analyses them sooner. */
  async textsOf(papers: readonly Paper[]): Promise<RowTexts[] | undefined> {
    if (papers.length < this.worthAThread) return undefined;
    const { worker, waiting } = this.leastBusy();
    const portion = Promise.withResolvers<RowTexts[]>();
    waiting.push(portion);
    worker.postMessage(papers.map(written));
    return await portion.promise;
  }

  /** Ends the threads; what they still have in hand is rejected. */
  async close(): Promise<void> {
    await Promise.all([...this.threads].map(({ worker }) => worker.terminate()));
  }

  private leastBusy(): Analysing {
    const [thread] = [...this.threads].sort((a, b) => a.waiting.length - b.waiting.length);
    return thread === undefined || (thread.waiting.length > 0 && this.threads.size < this.mostThreads) ? this.begin() : thread;
  }

  private begin(): Analysing {
    const thread: Analysing = { worker: new Worker(PROGRAM, { resourceLimits: HEAP }), waiting: [] };
    thread.worker.on('message', (texts: FromThread) => thread.waiting.shift()?.resolve(texts));
    thread.worker.on('error', (error) => this.end(thread, error));
    thread.worker.on('exit', () => this.end(thread));
    this.threads.add(thread);
    return thread;
  }

  private end(thread: Analysing, cause?: unknown): void {
    this.threads.delete(thread);
    for (const { reject } of thread.waiting.splice(0)) reject(new EnvironmentError('The thread that analyses papers for the search index has ended before its work, perhaps for want of memory. It is tried again in a moment.', { cause }));
  }
}

/** Without what is not analysed: everything is copied into the thread. */
function written({ title, abstract, authors, organisation, venue, journalRef }: Paper): WrittenPaper {
  return { title, abstract, authors, organisation, venue, journalRef };
}
