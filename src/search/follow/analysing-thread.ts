import { parentPort } from 'node:worker_threads';
import { textsOf } from '../index/row-texts.js';
import type { FromThread, ToThread } from './analyst.js';

parentPort!.on('message', (papers: ToThread) => {
  const texts: FromThread = papers.map(textsOf);
  parentPort!.postMessage(texts);
});
