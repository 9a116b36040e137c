import { Worker } from 'node:worker_threads';
import { EnvironmentError } from '#lib';
import type { Paper } from '#papers';
import type { RowTexts, WrittenPaper } from '../index/row-texts.js';

/** Portions come back in the order in which they went over. */
export type ToThread = WrittenPaper[];
export type FromThread = RowTexts[];

/** Fewer are analysed before a thread has begun. */
const WORTH_A_THREAD = 1_000;
/** A portion at a time, and the terms met before. */
const HEAP = { maxOldGenerationSizeMb: 1_024 };
const PROGRAM = new URL('./analysing-thread.js', import.meta.url);

/**
 * Analyses papers in a thread of its own, so that others can be read and written meanwhile: analysing takes as long as both.
 */
export class Analyst {
  private thread: Worker | undefined;
  private readonly waiting: PromiseWithResolvers<RowTexts[]>[] = [];

  constructor(private readonly worthAThread = WORTH_A_THREAD) {}

  /** What the index looks papers up by, as `textsOf` gives it; undefined for so few that whoever asks analyses them sooner. */
  async textsOf(papers: readonly Paper[]): Promise<RowTexts[] | undefined> {
    if (papers.length < this.worthAThread) return undefined;
    this.thread ??= this.begin();
    const portion = Promise.withResolvers<RowTexts[]>();
    this.waiting.push(portion);
    this.thread.postMessage(papers.map(written));
    return await portion.promise;
  }

  /** Ends the thread; what it still has in hand is rejected. */
  async close(): Promise<void> {
    const { thread } = this;
    this.thread = undefined;
    await thread?.terminate();
  }

  private begin(): Worker {
    const thread = new Worker(PROGRAM, { resourceLimits: HEAP });
    thread.on('message', (texts: FromThread) => this.waiting.shift()?.resolve(texts));
    thread.on('error', (error) => this.fail(error));
    thread.on('exit', () => {
      if (this.thread === thread) this.thread = undefined;
      this.fail(undefined);
    });
    return thread;
  }

  private fail(cause: unknown): void {
    for (const { reject } of this.waiting.splice(0)) reject(new EnvironmentError('The thread that analyses papers for the search index has ended before its work, perhaps for want of memory. It is tried again in a moment.', { cause }));
  }
}

/** Without what is not analysed: everything is copied into the thread. */
function written({ title, abstract, authors, organisation, venue, journalRef }: Paper): WrittenPaper {
  return { title, abstract, authors, organisation, venue, journalRef };
}
