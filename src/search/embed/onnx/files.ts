import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { messageOf } from '#lib';
import { EmbedderError } from '../errors.js';
import type { ModelFiles } from './configuration.js';

/** Without these no model can be used. */
export const REQUIRED_FILES = ['config.json', 'tokenizer.json', 'tokenizer_config.json'] as const;
export const OPTIONAL_FILES = ['modules.json', 'sentence_bert_config.json', 'config_sentence_transformers.json', '1_Pooling/config.json'] as const;

/** A file of weights, as the library wants it described. */
export interface Weights {
  file: string;
  subfolder: string;
  dtype: 'fp32' | 'q8';
}

/** Where weights usually are; the first that is there is taken. A file `…_data` beside it holds what does not fit into one. */
export const WEIGHTS: readonly Weights[] = [
  { file: 'onnx/model.onnx', subfolder: 'onnx', dtype: 'fp32' },
  { file: 'model.onnx', subfolder: '', dtype: 'fp32' },
  { file: 'onnx/model_quantized.onnx', subfolder: 'onnx', dtype: 'q8' },
  { file: 'model_quantized.onnx', subfolder: '', dtype: 'q8' },
];

/**
 * The weights in a folder.
 * @throws EmbedderError naming what is missing
 */
export function findWeights(folder: string): Weights {
  const missing = existsSync(folder) ? REQUIRED_FILES.filter((file) => !existsSync(join(folder, file))) : [];
  const found = WEIGHTS.find(({ file }) => existsSync(join(folder, file)));
  if (found !== undefined && missing.length === 0) return found;
  if (!existsSync(folder)) throw new EmbedderError(`There is no folder ${folder}. Name one that holds an ONNX model.`);
  const named = [...missing.map((file) => `no ${file}`), ...(found === undefined ? [`none of ${WEIGHTS.map(({ file }) => file).join(', ')}`] : [])];
  throw new EmbedderError(`${folder} holds no ONNX model that can be used: there is ${named.join(', ')}.`);
}

/**
 * The files that describe a model, parsed.
 * @throws EmbedderError naming the one that is damaged
 */
export function readModelFiles(folder: string): ModelFiles {
  const described = ['config.json', 'tokenizer_config.json', ...OPTIONAL_FILES].filter((file) => existsSync(join(folder, file)));
  return Object.fromEntries(described.map((file) => [file, readJson(join(folder, file))]));
}

function readJson(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    throw new EmbedderError(`${path} is damaged: ${messageOf(error)}. Remove the folder, and a model that was named is downloaded again.`, { cause: error });
  }
}
