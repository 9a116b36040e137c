import { createHash } from 'node:crypto';
import { createReadStream, existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { messageOf } from '#lib';
import { EmbedderError } from '../errors.js';
import { unitVector } from '../vector.js';
import { readConfiguration, type ModelConfiguration } from './configuration.js';
import { findWeights, readModelFiles, type Weights } from './files.js';
import { pool } from './pool.js';

/** The parts of the library that are used, as of 4.3. */
interface Library {
  env: { allowRemoteModels: boolean; allowLocalModels: boolean; useFSCache: boolean };
  AutoTokenizer: { from_pretrained(folder: string, options: object): Promise<Tokenizer> };
  AutoModel: { from_pretrained(folder: string, options: object): Promise<Network> };
}

type Tokenizer = (texts: string[], options: object) => Encoded;
type Network = (inputs: Encoded) => Promise<Record<string, Tensor | undefined>>;
type Encoded = Record<string, Tensor> & { attention_mask: Tensor };

interface Tensor {
  dims: readonly number[];
  data: ArrayLike<number | bigint>;
}

/** What a text is to the model; some want to be told. */
export type Role = keyof ModelConfiguration['prefixes'];

/** A model in memory. */
export interface Model {
  dimensions: number;
  /** Changes with anything that would change the vectors. */
  fingerprint: string;
  embed(texts: readonly string[], role: Role): Promise<(Float32Array | undefined)[]>;
}

/**
 * Loads a model. It blocks while it works: it belongs into a process of its own.
 * @throws EmbedderError when it is no model, damaged, or of a kind that does not give vectors of texts
 */
export async function loadModel({ library, folder }: { library: string; folder: string }): Promise<Model> {
  const weights = findWeights(folder);
  const configuration = readConfiguration(readModelFiles(folder));
  const { tokenizer, network } = await open(library, folder, weights);
  const embed = async (texts: readonly string[], role: Role): Promise<(Float32Array | undefined)[]> => {
    const prefixed = texts.map((text) => configuration.prefixes[role] + text);
    const inputs = tokenizer(prefixed, { padding: true, truncation: true, max_length: configuration.maxTokens });
    return vectorsOf(await network(inputs), inputs, configuration).map(usable);
  };
  const [first] = await embed(['paper'], 'query').catch((error: unknown) => {
    throw unusable(folder, error);
  });
  if (first === undefined) throw new EmbedderError(`The model in ${folder} gives zeros, or what is no number, for a word. Choose another, or one of a higher precision.`);
  return { dimensions: first.length, fingerprint: await fingerprintOf(folder, weights, configuration), embed };
}

async function open(library: string, folder: string, { subfolder, dtype, file }: Weights): Promise<{ tokenizer: Tokenizer; network: Network }> {
  try {
    const { env, AutoTokenizer, AutoModel } = createRequire(import.meta.url)(library) as Library;
    // Everything is there already; nothing is asked for on a road of the library's own.
    Object.assign(env, { allowRemoteModels: false, allowLocalModels: true, useFSCache: false });
    const tokenizer = await AutoTokenizer.from_pretrained(folder, { local_files_only: true });
    const external = existsSync(join(folder, `${file}_data`));
    const network = await AutoModel.from_pretrained(folder, { local_files_only: true, device: 'cpu', dtype, subfolder, use_external_data_format: external });
    return { tokenizer, network };
  } catch (error) {
    throw unusable(folder, error);
  }
}

function unusable(folder: string, error: unknown): EmbedderError {
  if (error instanceof EmbedderError) return error;
  const why = messageOf(error).split('\n')[0]!.slice(0, 300);
  return new EmbedderError(`The model in ${folder} cannot be used: ${why}. Choose another, or remove the folder, and a model that was named is downloaded again.`, { cause: error });
}

/** Some models give the vector of the whole text, most those of its tokens. */
function vectorsOf(outputs: Record<string, Tensor | undefined>, { attention_mask }: Encoded, { pooling, furtherLayers }: ModelConfiguration): ArrayLike<number>[] {
  const whole = outputs.sentence_embedding;
  const [texts = 0, tokens = 0] = attention_mask.dims;
  if (whole?.dims.length === 2 && whole.dims[0] === texts) return rowsOf(whole);
  if (furtherLayers.length > 0) throw new EmbedderError(`The model has layers that its ONNX file leaves out (${furtherLayers.join(', ')}), so that its vectors would be wrong. Choose another.`);
  const hidden = outputs.last_hidden_state ?? outputs.token_embeddings;
  const [ofTexts, ofTokens, dimensions = 0] = hidden?.dims ?? [];
  if (hidden === undefined || hidden.dims.length !== 3 || ofTexts !== texts || ofTokens !== tokens) {
    throw new EmbedderError(`The model does not give vectors of texts: its outputs are ${Object.keys(outputs).join(', ').slice(0, 200)}. Choose a model of sentence embeddings.`);
  }
  return pool({ numbers: numbersOf(hidden), texts, tokens, dimensions, mask: attention_mask.data }, pooling);
}

function rowsOf({ dims: [rows = 0, columns = 0], ...tensor }: Tensor): ArrayLike<number>[] {
  const numbers = Array.from(numbersOf(tensor));
  return Array.from({ length: rows }, (_, row) => numbers.slice(row * columns, (row + 1) * columns));
}

function numbersOf({ data }: Pick<Tensor, 'data'>): ArrayLike<number> {
  if (typeof data[0] === 'number') return data as ArrayLike<number>;
  throw new EmbedderError('The model gives numbers of a kind that no vector is made of. Choose another.');
}

/** Models of low precision overflow for some texts. Those stay without a vector; the others are good. */
function usable(numbers: ArrayLike<number>): Float32Array | undefined {
  try {
    return unitVector(numbers);
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

async function fingerprintOf(folder: string, { file }: Weights, configuration: ModelConfiguration): Promise<string> {
  const hash = createHash('sha256').update(JSON.stringify(configuration));
  const parts = [file, `${file}_data`, 'tokenizer.json'].map((part) => join(folder, part)).filter((path) => existsSync(path));
  for (const path of parts) for await (const piece of createReadStream(path)) hash.update(piece as Buffer);
  return hash.digest('hex').slice(0, 8);
}
