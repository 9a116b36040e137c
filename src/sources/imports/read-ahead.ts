import { on } from 'node:events';
import { Worker } from 'node:worker_threads';
import { preparedRecord } from '#papers';
import { FormatError, type Input } from '../file/index.js';
import type { ImportBatch, ImportItem } from './batch.js';
import type { FromThread, Reading, SentItem, ToThread } from './reading-thread.js';

/** Pieces of the text on the thread at a time: more than one transaction takes, so that it never waits for the writer. */
const PIECES_AHEAD = 32;

/**
 * The papers of an input as `readRecords` gives them, read and prepared on a thread of their own, so that this one only writes.
 * The input is read here: its errors come out here, after all whole entries before them.
 * @throws InputError as readRecords
 */
export async function* readAhead(input: Input, reading: Reading): AsyncGenerator<ImportBatch> {
  const thread = new Worker(new URL('./reading-thread.js', import.meta.url), { workerData: reading });
  const messages = on(thread, 'message') as AsyncIterable<[FromThread]>;
  const pieces = new Pieces(input, (message) => thread.postMessage(message));
  try {
    for (let ahead = 0; ahead < PIECES_AHEAD; ahead++) await pieces.sendNext();
    for await (const [message] of messages) {
      if (message === 'end') break;
      if (message === 'taken') await pieces.sendNext();
      else yield { items: message.items.map(receive), next: message.next };
    }
    pieces.throwFailure();
  } finally {
    await pieces.close();
    await thread.terminate();
  }
}

function receive(item: SentItem): ImportItem {
  const { position } = item;
  return 'problem' in item ? { position, error: new FormatError(item.problem), text: item.text } : { position, record: preparedRecord(item.preparation) };
}

/** Sends an input's text piece by piece, and keeps the error that ended it for whoever reads the entries before it. */
class Pieces {
  private readonly chunks: AsyncGenerator<Buffer>;
  private ended = false;
  private failure: { error: unknown } | undefined;

  constructor(input: Input, private readonly send: (message: ToThread) => void) {
    this.chunks = input.chunks();
  }

  async sendNext(): Promise<void> {
    if (this.ended) return;
    try {
      const { done, value } = await this.chunks.next();
      if (done) this.end('end');
      else this.send(value);
    } catch (error) {
      this.failure = { error };
      this.end('broken');
    }
  }

  throwFailure(): void {
    if (this.failure !== undefined) throw this.failure.error;
  }

  async close(): Promise<void> {
    await this.chunks.return(undefined);
  }

  private end(message: ToThread): void {
    this.ended = true;
    this.send(message);
  }
}
