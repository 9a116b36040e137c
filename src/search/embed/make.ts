import { join } from 'node:path';
import type { Config } from '#config';
import type { Logger } from '#lib';
import type { Fetcher } from '#lib/fetch';
import type { Embedder } from './embedder.js';
import { endpointName, openEndpoint } from './endpoint/embedder.js';
import { estimate, type Estimate } from './endpoint/estimate.js';
import { EmbedderError } from './errors.js';
import type { Progress } from './onnx/download.js';
import { openOnnx } from './onnx/embedder.js';

export type EmbedderConfig = Pick<Config, 'embedder' | 'data' | 'modelsUrl' | 'embeddingsUrl' | 'embeddingsKey' | 'embeddingsDimensions' | 'embeddingsPrice'>;

export interface MakerParts {
  /** The built-in one; not there while there are too few papers to learn from. */
  builtIn?: Embedder;
  fetcher: Fetcher;
  log: Logger;
  /** Folder whose package.json names the library for ONNX models, installed or not. */
  library: string;
  /** The embedder whose vectors are kept: an endpoint of that name is not asked for its number of dimensions. */
  known?: { name: string; dimensions: number };
  /** Told while a model is downloaded. */
  onProgress?: (progress: Progress) => void;
  signal?: AbortSignal;
}

/** What the owner wished for, and what there is. */
export interface Made {
  /** As configured: `endpoint:text-embedding-3-small`. */
  wished: string;
  /** The one wished for; the built-in one where it cannot be had; nothing where that is not there either. */
  embedder?: Embedder;
  /** Why the one wished for cannot be had. Vectors of it that are kept stay good: nothing is to be embedded anew because of it. */
  problem?: EmbedderError;
}

/**
 * Makes the embedder that the configuration names.
 * @throws the signal's reason
 */
export async function makeEmbedder(config: EmbedderConfig, parts: MakerParts): Promise<Made> {
  const wished = config.embedder;
  if (wished === 'built-in') return { wished, embedder: parts.builtIn };
  try {
    return { wished, embedder: await open(config, parts) };
  } catch (error) {
    parts.signal?.throwIfAborted();
    if (!(error instanceof EmbedderError)) throw error;
    parts.log.warn({ embedder: wished, error: error.message }, 'the embedder that was chosen cannot be had');
    return { wished, embedder: parts.builtIn, problem: error };
  }
}

async function open(config: EmbedderConfig, parts: MakerParts): Promise<Embedder> {
  const [maker, model] = [config.embedder.slice(0, config.embedder.indexOf(':')), config.embedder.slice(config.embedder.indexOf(':') + 1)];
  if (maker === 'onnx') return await openOnnx({ ...parts, model, models: join(config.data, 'models'), server: config.modelsUrl, onStart: (pid) => parts.log.info({ model, process: pid }, 'loading a model') });
  const { embeddingsUrl: url, embeddingsKey: key, embeddingsDimensions: dimensions } = config;
  if (url === undefined) throw new EmbedderError(`BROADSHEET_EMBEDDER is ${config.embedder}, but nothing says where that endpoint is. Set EMBEDDINGS_URL, to https://api.openai.com/v1 for example.`);
  const { known } = parts;
  return await openEndpoint({ ...parts, url, key, model, dimensions, known: known?.name === endpointName({ model, dimensions }) ? known.dimensions : undefined });
}

/**
 * About what it takes to embed papers by the configured endpoint; undefined for makers that cost nothing.
 * @param averageCharacters of a paper's title and abstract together
 */
export function costOf(config: Pick<EmbedderConfig, 'embedder' | 'embeddingsPrice'>, papers: number, averageCharacters: number): Estimate | undefined {
  return config.embedder.startsWith('endpoint:') ? estimate(papers, averageCharacters, config.embeddingsPrice) : undefined;
}
