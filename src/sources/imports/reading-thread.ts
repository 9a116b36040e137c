import { on } from 'node:events';
import { parentPort, workerData, type MessagePort } from 'node:worker_threads';
import { prepareAhead, type Preparation } from '#papers';
import { parseRecords, type Position, type ReadItem } from '../file/index.js';

/** Told to the thread when it begins. */
export interface Reading {
  format: string;
  from: Position;
}

/** Sent to the thread: a piece of the text, that there is no more, or that the rest cannot be had. */
export type ToThread = Uint8Array | 'end' | 'broken';

/** Sent by the thread: that it took a piece up, what it read, or that it has read all. */
export type FromThread = 'taken' | 'end' | { items: SentItem[]; next: Position };

/** An item as it crosses: errors and getters cannot. */
export type SentItem = { position: Position; preparation: Preparation } | { position: Position; problem: string; text: string };

function send(item: ReadItem): SentItem {
  const { position } = item;
  return 'error' in item ? { position, problem: item.error.message, text: item.text } : { position, preparation: prepareAhead(item.record) };
}

class BrokenText extends Error {}

async function* piecesFrom(port: MessagePort): AsyncGenerator<Uint8Array> {
  for await (const [message] of on(port, 'message') as AsyncIterable<[ToThread]>) {
    if (message === 'end') return;
    if (message === 'broken') throw new BrokenText();
    port.postMessage('taken' satisfies FromThread);
    yield message;
  }
}

async function readAll(port: MessagePort, { format, from }: Reading): Promise<void> {
  try {
    for await (const { items, next } of parseRecords(piecesFrom(port), { format, from })) {
      port.postMessage({ items: items.map(send), next } satisfies FromThread);
    }
  } catch (error) {
    if (!(error instanceof BrokenText)) throw error;
  }
  port.postMessage('end' satisfies FromThread);
}

if (parentPort !== null) {
  await readAll(parentPort, workerData as Reading);
  parentPort.close();
}
