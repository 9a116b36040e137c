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
 * An abort ends the thread at once, also while the input is silent.
 * @throws InputError as readRecords
 */
export async function* readAhead(input: Input, reading: Reading, signal?: AbortSignal): AsyncGenerator<ImportBatch> {
  const thread = new Worker(new URL('./reading-thread.js', import.meta.url), { workerData: reading });
  const end = () => void thread.terminate();
  signal?.addEventListener('abort', end, { once: true });
  const messages = on(thread, 'message') as AsyncIterable<[FromThread]>;
  const pieces = new Pieces(input, (message) => thread.postMessage(message));
  try {
    pieces.allow(PIECES_AHEAD);
    for await (const [message] of messages) {
      if (message === 'end') break;
      if (message === 'taken') pieces.allow(1);
      else yield { items: message.items.map(receive), next: message.next };
    }
    pieces.throwFailure();
  } finally {
    signal?.removeEventListener('abort', end);
    end();
  }
}

function receive(item: SentItem): ImportItem {
  const { position } = item;
  return 'problem' in item ? { position, error: new FormatError(item.problem), text: item.text } : { position, record: preparedRecord(item.preparation) };
}

/** Sends an input's text piece by piece, as many as allowed, and keeps the error that ended it for whoever reads the entries before it. */
class Pieces {
  private readonly chunks: AsyncGenerator<Buffer>;
  private allowed = 0;
  private sending = false;
  private ended = false;
  private failure: { error: unknown } | undefined;

  constructor(input: Input, private readonly send: (message: ToThread) => void) {
    this.chunks = input.chunks();
  }

  allow(more: number): void {
    this.allowed += more;
    if (!this.sending) void this.sendAllowed();
  }

  throwFailure(): void {
    if (this.failure !== undefined) throw this.failure.error;
  }

  private async sendAllowed(): Promise<void> {
    this.sending = true;
    for (; this.allowed > 0 && !this.ended; this.allowed -= 1) await this.sendNext();
    this.sending = false;
  }

  private async sendNext(): Promise<void> {
    try {
      const { done, value } = await this.chunks.next();
      if (done) this.end('end');
      else this.send(value);
    } catch (error) {
      this.failure = { error };
      this.end('broken');
    }
  }

  private end(message: ToThread): void {
    this.ended = true;
    this.send(message);
  }
}
