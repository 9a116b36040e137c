import type { Logger } from '#lib';
import type { Embedder, PaperText } from '../embedder.js';
import { EmbedderError } from '../errors.js';
import { Pause } from '../pause.js';
import { cutText, textOfPaper } from '../text.js';
import { batchesOf } from './batches.js';
import { EndpointClient, RefusedTextsError, type ClientOptions } from './client.js';

export interface EndpointOptions extends ClientOptions {
  log: Logger;
  /** The number of dimensions its vectors had before; without it, it is asked for one now. */
  known?: number;
  signal?: AbortSignal;
}

/** Servers on one's own machine often take no more than 32 texts at once. */
const MOST_TEXTS = 32;
const MOST_CHARACTERS = 120_000;
/** Requests at a time. */
const ABREAST = 4;
/** A text that is refused is cut in half down to this. */
const SHORTEST_TEXT = 500;
/** Paging and filtering repeat a query; each would cost time and money. */
const KEPT_QUERIES = 500;

/** The name that vectors of this endpoint bear: `endpoint:text-embedding-3-large@512`. */
export function endpointName({ model, dimensions }: Pick<EndpointOptions, 'model' | 'dimensions'>): string {
  return `endpoint:${model}${dimensions === undefined ? '' : `@${dimensions}`}`;
}

/**
 * An embedder that asks an endpoint.
 * @throws EmbedderError when its number of dimensions is not known and it does not answer
 */
export async function openEndpoint(options: EndpointOptions): Promise<Embedder> {
  const client = new EndpointClient(options);
  const dimensions = options.known ?? (await client.ask(['paper'], { signal: options.signal }))[0]?.length;
  if (dimensions === undefined) throw new EmbedderError(`The embeddings endpoint gives zeros for a word. Look at BROADSHEET_EMBEDDER: is ${options.model} a model of embeddings?`);
  return new EndpointEmbedder(options, client, dimensions);
}

class EndpointEmbedder implements Embedder {
  readonly name: string;
  private readonly queries = new Map<string, Float32Array | undefined>();
  private readonly closing = new AbortController();
  private mostTexts = MOST_TEXTS;
  /** Texts that the endpoint did not take by themselves. */
  private refused = 0;
  private answered: boolean;
  private readonly pause = new Pause('The embeddings endpoint');

  constructor(private readonly options: EndpointOptions, private readonly client: EndpointClient, readonly dimensions: number) {
    this.name = endpointName(options);
    this.answered = options.known === undefined;
  }

  async embedPapers(papers: readonly PaperText[], signal?: AbortSignal): Promise<(Float32Array | undefined)[]> {
    this.until(signal).throwIfAborted();
    const texts = papers.map(textOfPaper);
    const vectors: (Float32Array | undefined)[] = texts.map(() => undefined);
    const places = texts.map((_, place) => place).filter((place) => texts[place] !== '');
    const batches = batchesOf(places.map((place) => texts[place]!.length), { texts: this.mostTexts, characters: MOST_CHARACTERS }).map((batch) => batch.map((index) => places[index]!));
    // The first failure ends what goes on beside it.
    const failing = new AbortController();
    const end = AbortSignal.any([this.until(signal), failing.signal]);
    const next = batches[Symbol.iterator]();
    const work = async (): Promise<void> => {
      for (const batch of next) {
        const made = await this.embedBatch(batch.map((place) => texts[place]!), end);
        batch.forEach((place, index) => (vectors[place] = made[index]));
      }
    };
    await Promise.all(Array.from({ length: ABREAST }, () => work().catch((error: unknown) => {
      failing.abort(error);
      throw error;
    })));
    return vectors;
  }

  async embedQuery(text: string, signal?: AbortSignal): Promise<Float32Array | undefined> {
    const end = this.until(signal);
    end.throwIfAborted();
    const query = cutText(text, SHORTEST_TEXT * 4);
    if (query === '') return undefined;
    if (this.queries.has(query)) return this.keep(query, this.queries.get(query));
    this.pause.check();
    try {
      const [vector] = await this.client.ask([query], { hurry: true, dimensions: this.dimensions, signal: end });
      return this.keep(query, vector);
    } catch (error) {
      end.throwIfAborted();
      if (!(error instanceof RefusedTextsError)) this.pause.begin();
      throw error;
    }
  }

  close(): Promise<void> {
    this.closing.abort(new EmbedderError(`${this.name} was put away.`));
    return Promise.resolve();
  }

  private until(signal: AbortSignal | undefined): AbortSignal {
    return signal === undefined ? this.closing.signal : AbortSignal.any([this.closing.signal, signal]);
  }

  private keep(query: string, vector: Float32Array | undefined): Float32Array | undefined {
    this.queries.delete(query);
    this.queries.set(query, vector);
    if (this.queries.size > KEPT_QUERIES) this.queries.delete(this.queries.keys().next().value!);
    return vector;
  }

  /** A batch that is refused goes again in halves: it was too much at once, or one text of it is not taken. */
  private async embedBatch(texts: readonly string[], signal: AbortSignal): Promise<(Float32Array | undefined)[]> {
    try {
      const vectors = await this.client.ask(texts, { dimensions: this.dimensions, signal });
      this.answered = true;
      return vectors;
    } catch (error) {
      if (!(error instanceof RefusedTextsError)) throw error;
      return texts.length > 1 ? await this.embedHalves(texts, signal) : await this.embedShorter(texts[0]!, error, signal);
    }
  }

  private async embedHalves(texts: readonly string[], signal: AbortSignal): Promise<(Float32Array | undefined)[]> {
    const half = Math.ceil(texts.length / 2);
    const refused = this.refused;
    const vectors = [...(await this.embedBatch(texts.slice(0, half), signal)), ...(await this.embedBatch(texts.slice(half), signal))];
    if (this.refused === refused) this.mostTexts = Math.min(this.mostTexts, half);
    return vectors;
  }

  private async embedShorter(text: string, error: RefusedTextsError, signal: AbortSignal): Promise<(Float32Array | undefined)[]> {
    this.refused += 1;
    if (text.length > SHORTEST_TEXT) return await this.embedBatch([cutText(text, Math.ceil(text.length / 2))], signal);
    // One that has answered others means this text; one that never did means everything, and then nothing is passed over.
    if (!this.answered) throw error;
    this.options.log.warn({ error: error.message, text: text.slice(0, 80) }, 'a paper stays without a vector');
    return [undefined];
  }
}
