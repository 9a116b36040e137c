import { setTimeout as sleep } from 'node:timers/promises';
import { OutsideError, StatusError, type Fetcher } from '#lib/fetch';
import { EmbedderError } from '../errors.js';
import { readVectors, saidIn } from './answer.js';
import { estimate } from './estimate.js';
import { isOutOfQuota, restAfter, waitBeforeRetry } from './waiting.js';

export interface EndpointAddress {
  /** Without the last part: `https://api.openai.com/v1`. */
  url: string;
  key?: string;
  model: string;
  /** Asked for where the model can give several. */
  dimensions?: number;
}

export interface ClientOptions extends EndpointAddress {
  fetcher: Fetcher;
  /** Waits for milliseconds; a test need not. @throws the signal's reason */
  wait?: (milliseconds: number, signal?: AbortSignal) => Promise<unknown>;
  /** 0 to 1 */
  random?: () => number;
}

export interface AskOptions {
  /** Somebody waits for it: it is tried once, and not for long. */
  hurry?: boolean;
  /** Once known. */
  dimensions?: number;
  signal?: AbortSignal;
}

/** The endpoint does not take these texts; others it may. */
export class RefusedTextsError extends EmbedderError {}

const REFUSED_TEXTS: readonly number[] = [400, 413, 422];
const MOST_BYTES = 32_000_000;
const LIMITS = { timeoutMs: 180_000, stallMs: 120_000 };
const HURRIED_LIMITS = { timeoutMs: 4_000, stallMs: 4_000 };

/** Asks an endpoint for vectors as OpenAI's is asked: https://platform.openai.com/docs/api-reference/embeddings */
export class EndpointClient {
  /** When the next request may go out, in milliseconds of `performance.now()`: those that go abreast keep to it together. */
  private restUntil = 0;
  private readonly wait: NonNullable<ClientOptions['wait']>;

  constructor(private readonly options: ClientOptions) {
    this.wait = options.wait ?? ((milliseconds, signal) => sleep(milliseconds, undefined, { signal }).catch(() => signal?.throwIfAborted()));
  }

  /**
   * Vectors of texts, in their order; undefined for one whose vector is zero.
   * @throws RefusedTextsError when the endpoint does not take these texts
   * @throws EmbedderError when it gives none, in spite of several tries
   */
  async ask(texts: readonly string[], options: AskOptions = {}): Promise<(Float32Array | undefined)[]> {
    for (let failures = 1; ; failures += 1) {
      try {
        await this.rest(options);
        return await this.askOnce(texts, options);
      } catch (error) {
        options.signal?.throwIfAborted();
        const wait = options.hurry ? undefined : waitBeforeRetry(error, failures, (this.options.random ?? Math.random)());
        if (wait === undefined) throw this.failed(error);
        this.restUntil = Math.max(this.restUntil, performance.now() + wait);
      }
    }
  }

  private async rest({ hurry, signal }: AskOptions): Promise<void> {
    const milliseconds = this.restUntil - performance.now();
    if (milliseconds > 0 && !hurry) await this.wait(milliseconds, signal);
  }

  private async askOnce(texts: readonly string[], { hurry, dimensions, signal }: AskOptions): Promise<(Float32Array | undefined)[]> {
    const { fetcher, url, key, model, dimensions: wanted } = this.options;
    const answer = await fetcher.request(`${url}/embeddings`, {
      trust: 'owner',
      headers: { 'content-type': 'application/json', accept: 'application/json', ...(key !== undefined && { authorization: `Bearer ${key}` }) },
      body: JSON.stringify({ model, input: texts, ...(wanted !== undefined && { dimensions: wanted }) }),
      maxBytes: MOST_BYTES,
      ...(hurry ? HURRIED_LIMITS : LIMITS),
      signal,
    });
    const text = await answer.text();
    const { tokens } = estimate(1, texts.reduce((sum, one) => sum + one.length, 0));
    this.restUntil = Math.max(this.restUntil, performance.now() + restAfter(answer.headers, tokens));
    return readVectors(text, { texts: texts.length, dimensions: dimensions ?? wanted });
  }

  private failed(error: unknown): unknown {
    if (!(error instanceof OutsideError)) return error;
    const said = error instanceof StatusError ? this.withoutKey(saidIn(error.excerpt)) : '';
    const more = said === '' ? '' : ` It says: "${said}".`;
    if (!(error instanceof StatusError)) return new EmbedderError(`The embeddings endpoint failed: ${error.message}`, { cause: error, tryLater: error.tryLater });
    if (isOutOfQuota(error)) return new EmbedderError(`The embeddings endpoint ${error.host} wants to be paid before it goes on.${more}`, { cause: error });
    if ([401, 403].includes(error.status)) return new EmbedderError(`The embeddings endpoint ${error.host} does not accept the key (status ${error.status}). Set EMBEDDINGS_KEY.${more}`, { cause: error });
    if (error.status === 404) return new EmbedderError(`The embeddings endpoint ${error.host} knows no such address or model (status 404). Look at EMBEDDINGS_URL and BROADSHEET_EMBEDDER.${more}`, { cause: error });
    if (REFUSED_TEXTS.includes(error.status)) return new RefusedTextsError(`The embeddings endpoint ${error.host} does not take what it was sent (status ${error.status}).${more}`, { cause: error });
    return new EmbedderError(`The embeddings endpoint failed: ${error.message}${more}`, { cause: error, tryLater: error.tryLater });
  }

  /** Some servers repeat the key they were given. */
  private withoutKey(said: string): string {
    const { key } = this.options;
    return key === undefined ? said : said.replaceAll(key, '…');
  }
}
