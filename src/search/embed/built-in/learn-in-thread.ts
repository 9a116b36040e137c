import { Worker } from 'node:worker_threads';
import { messageOf } from '#lib';
import { LearningError, NothingToLearnError } from './errors.js';
import { draw, type LearningProgress, type LearnOptions } from './learn.js';
import type { LearningPaper } from './sample.js';
import type { TermTable } from './term-table.js';

/** To the thread: portions of the sample, and then the word to begin. */
export type ToThread = { papers: LearningPaper[] } | { begin: { seen: number; seed: number } };

/** From the thread. */
export type FromThread = { progress: LearningProgress } | { table: TermTable } | { nothingToLearn: string } | { failed: string };

const PORTION = 1_000;
/** For words and counts; what is large is outside of this heap. */
const HEAP = { maxOldGenerationSizeMb: 1_024 };
const PROGRAM = new URL('./learning-thread.js', import.meta.url);

/**
 * `learn` in a thread of its own: papers are read here, where the database is, and the sample goes over. This process goes on
 * with its work meanwhile. Aborting ends the thread at once.
 * @throws NothingToLearnError
 * @throws LearningError
 */
export async function learnInThread(papers: AsyncIterable<LearningPaper> | Iterable<LearningPaper>, options: LearnOptions = {}): Promise<TermTable> {
  const drawn = await draw(papers, options);
  options.signal?.throwIfAborted();
  const thread = new Worker(PROGRAM, { resourceLimits: HEAP });
  try {
    const result = answer(thread, options);
    const post = (message: ToThread) => thread.postMessage(message);
    while (drawn.papers.length > 0) post({ papers: drawn.papers.splice(0, PORTION) });
    post({ begin: { seen: drawn.seen, seed: drawn.seed } });
    return await result;
  } finally {
    await thread.terminate();
  }
}

function answer(thread: Worker, { onProgress, signal }: LearnOptions): Promise<TermTable> {
  const { promise, resolve, reject } = Promise.withResolvers<TermTable>();
  const abort = () => reject(signal!.reason);
  signal?.addEventListener('abort', abort, { once: true });
  thread.on('message', (message: FromThread) => {
    if ('progress' in message) onProgress?.(message.progress);
    else if ('table' in message) resolve(message.table);
    else if ('nothingToLearn' in message) reject(new NothingToLearnError(message.nothingToLearn));
    else reject(failure(message.failed));
  });
  thread.on('error', (error) => reject(failure(messageOf(error), error)));
  thread.on('exit', (code) => reject(failure(`its thread ended with code ${code}`)));
  return promise.finally(() => signal?.removeEventListener('abort', abort));
}

function failure(what: string, cause?: unknown): LearningError {
  return new LearningError(`Learning from the papers did not come to its end: ${what}. Search goes on with what it has, and it will be tried again.`, { cause });
}
