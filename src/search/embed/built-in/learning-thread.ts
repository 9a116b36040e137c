import { parentPort } from 'node:worker_threads';
import { NothingToLearnError } from './errors.js';
import { learnFromDrawn, type LearningProgress } from './learn.js';
import type { FromThread, ToThread } from './learn-in-thread.js';
import type { LearningPaper } from './sample.js';

/** Often enough for whoever watches. */
const PROGRESS_EVERY = 250;

const papers: LearningPaper[] = [];

function post(message: FromThread): void {
  parentPort!.postMessage(message);
}

function begin(seen: number, seed: number): void {
  try {
    post({ table: learnFromDrawn({ papers, seen, seed }, sometimes((progress) => post({ progress }))) });
  } catch (error) {
    if (error instanceof NothingToLearnError) post({ nothingToLearn: error.message });
    else post({ failed: error instanceof Error ? (error.stack ?? error.message) : String(error) });
  }
}

function sometimes(tell: (progress: LearningProgress) => void): (progress: LearningProgress) => void {
  let last = 0;
  return (progress) => {
    if (Date.now() - last < PROGRESS_EVERY) return;
    last = Date.now();
    tell(progress);
  };
}

parentPort!.on('message', (message: ToThread) => {
  if ('begin' in message) begin(message.begin.seen, message.begin.seed);
  else papers.push(...message.papers);
});
