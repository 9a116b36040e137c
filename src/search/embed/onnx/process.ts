import { fork, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { EmbedderError } from '../errors.js';
import type { Question, Reply } from './child.js';
import type { Role } from './model.js';

const LOAD_MS = 10 * 60_000;
const EMBED_MS = 5 * 60_000;
/** A reader waits for a query. */
const QUERY_MS = 10_000;
const CHILD = fileURLToPath(new URL('./child.js', import.meta.url));

interface Patience {
  milliseconds: number;
  isQuery?: boolean;
  signal?: AbortSignal;
}

interface Waiting {
  resolve(reply: Reply): void;
  reject(error: unknown): void;
}

type Asked<Q = Question> = Q extends Question ? Omit<Q, 'id'> : never;

/** The model gave no answer in time. */
export class SilentModelError extends EmbedderError {}

/** A model in a process of its own. */
export class ModelProcess {
  /** Set once it has ended, for whatever reason; it does not come back. */
  ended = false;
  /** Of the operating system; undefined when it could not be started. */
  readonly pid: number | undefined;
  private readonly waiting = new Map<number, Waiting>();
  private readonly child: ChildProcess;
  private asked = 0;
  private said = '';

  constructor(private readonly what: { library: string; folder: string }) {
    this.child = fork(CHILD, { execArgv: [], serialization: 'advanced', stdio: ['ignore', 'ignore', 'pipe', 'ipc'] });
    this.pid = this.child.pid;
    this.child.stderr?.setEncoding('utf8').on('data', (text: string) => (this.said = (this.said + text).slice(-2_000)));
    this.child.on('message', (reply: Reply) => this.waiting.get(reply.id)?.resolve(reply));
    this.child.on('error', (error) => this.end(new EmbedderError(`No process could be started for the model: ${error.message}`, { cause: error, tryLater: true })));
    this.child.on('close', (code, signal) => this.end(this.crashed(code, signal)));
  }

  /** Loads the model. @throws EmbedderError */
  async load(signal?: AbortSignal): Promise<{ dimensions: number; fingerprint: string }> {
    const reply = await this.ask({ load: this.what }, { milliseconds: LOAD_MS, signal });
    if ('loaded' in reply) return reply.loaded;
    throw new EmbedderError('The process of the model answered something else than it was asked.');
  }

  /** Vectors in the order of the texts. @throws EmbedderError */
  async embed(texts: string[], role: Role, signal?: AbortSignal): Promise<(Float32Array | undefined)[]> {
    const patience = role === 'query' ? { milliseconds: QUERY_MS, isQuery: true } : { milliseconds: EMBED_MS };
    const reply = await this.ask({ embed: { texts, role } }, { ...patience, signal });
    if ('vectors' in reply && reply.vectors.length === texts.length) return reply.vectors;
    throw new EmbedderError('The process of the model answered something else than it was asked.');
  }

  /** Ends the process; who still waits is told so. */
  async close(): Promise<void> {
    const gone = this.child.exitCode !== null || this.child.signalCode !== null || this.child.pid === undefined;
    const closed = gone ? Promise.resolve() : new Promise<void>((resolve) => this.child.once('close', () => resolve()));
    this.end(new EmbedderError('The model was put away while it was still asked.', { tryLater: true }));
    await closed;
  }

  private async ask(question: Asked, { milliseconds, isQuery = false, signal }: Patience): Promise<Reply> {
    signal?.throwIfAborted();
    if (this.ended) throw this.crashed(this.child.exitCode, this.child.signalCode);
    const id = (this.asked += 1);
    const { promise, resolve, reject } = Promise.withResolvers<Reply>();
    this.waiting.set(id, { resolve, reject });
    const abort = (): void => reject(signal?.reason);
    const silent = new SilentModelError(`The model in ${this.what.folder} gave no answer for ${milliseconds / 1_000} seconds. Choose a smaller one.`, { tryLater: true });
    // A query may only be late because papers are before it; papers that take so long show that nothing comes any more.
    const timer = setTimeout(() => (isQuery ? reject(silent) : this.end(silent)), milliseconds);
    signal?.addEventListener('abort', abort, { once: true });
    try {
      this.child.send({ id, ...question }, (error) => error !== null && reject(this.crashed(this.child.exitCode, this.child.signalCode)));
      const reply = await promise;
      if ('error' in reply) throw new EmbedderError(reply.error);
      return reply;
    } finally {
      clearTimeout(timer);
      signal?.removeEventListener('abort', abort);
      this.waiting.delete(id);
    }
  }

  private end(error: EmbedderError): void {
    this.ended = true;
    this.child.kill('SIGKILL');
    for (const { reject } of this.waiting.values()) reject(error);
  }

  private crashed(code: number | null, signal: NodeJS.Signals | null): EmbedderError {
    const last = this.said.trim().split('\n').at(-1)?.slice(0, 300);
    const how = signal === null ? `code ${code}` : signal;
    return new EmbedderError(`The process of the model in ${this.what.folder} ended (${how})${last ? `: ${last}` : ''}. It is started again when it is needed; if that goes on, there is too little memory for it, or its file is damaged.`, { tryLater: true });
  }
}
