import { EmbedderError } from '../errors.js';

/** How the vectors of a text's tokens become one, by the names of sentence-transformers. */
export const POOLINGS = ['mean', 'cls', 'max', 'mean_sqrt_len_tokens', 'weightedmean', 'lasttoken'] as const;
export type Pooling = (typeof POOLINGS)[number];

/** What a model's own files say about how it is to be used. */
export interface ModelConfiguration {
  pooling: Pooling;
  /** Put before a query, and before a paper. */
  prefixes: { query: string; paper: string };
  /** More tokens of a text are not read. */
  maxTokens: number;
  /** Layers behind the pooling that only an output `sentence_embedding` contains. */
  furtherLayers: string[];
}

/** The parsed files of a model, those that are there. Their form is nobody's promise. */
export interface ModelFiles {
  'config.json'?: unknown;
  'tokenizer_config.json'?: unknown;
  'modules.json'?: unknown;
  'sentence_bert_config.json'?: unknown;
  'config_sentence_transformers.json'?: unknown;
  '1_Pooling/config.json'?: unknown;
}

/** An abstract rarely has more, and time and memory grow with the square. */
const MOST_TOKENS = 512;
const FEWEST_TOKENS = 8;
const LONGEST_PREFIX = 1_000;

/**
 * Reads what the files say; what they leave out is the usual: mean pooling, no prefixes, 512 tokens.
 * @throws EmbedderError when a model needs what is not done here
 */
export function readConfiguration(files: ModelFiles): ModelConfiguration {
  return {
    pooling: poolingOf(fieldsOf(files['1_Pooling/config.json'])),
    prefixes: prefixesOf(fieldsOf(files['config_sentence_transformers.json'])),
    maxTokens: maxTokensOf(files),
    furtherLayers: furtherLayersOf(files['modules.json']),
  };
}

type Fields = Readonly<Record<string, unknown>>;

function fieldsOf(value: unknown): Fields {
  return typeof value === 'object' && value !== null ? (value as Fields) : {};
}

function poolingOf(fields: Fields): Pooling {
  const named = fields.pooling_mode;
  const chosen = typeof named === 'string' ? [named] : Object.keys(fields).filter((key) => key.startsWith('pooling_mode_') && fields[key] === true).map((key) => FLAGS[key] ?? key);
  if (chosen.length === 0) return 'mean';
  const pooling = POOLINGS.find((one) => one === chosen[0]);
  if (chosen.length > 1 || pooling === undefined) throw new EmbedderError(`The model combines the vectors of tokens by ${shown(chosen)}, which Broadsheet cannot. Choose a model with one of ${POOLINGS.join(', ')}.`);
  return pooling;
}

const FLAGS: Readonly<Record<string, Pooling>> = {
  pooling_mode_mean_tokens: 'mean',
  pooling_mode_cls_token: 'cls',
  pooling_mode_max_tokens: 'max',
  pooling_mode_mean_sqrt_len_tokens: 'mean_sqrt_len_tokens',
  pooling_mode_weightedmean_tokens: 'weightedmean',
  pooling_mode_lasttoken: 'lasttoken',
};

function shown(names: readonly string[]): string {
  return names.join(' and ').slice(0, 200);
}

function prefixesOf(fields: Fields): ModelConfiguration['prefixes'] {
  const prompts = fieldsOf(fields.prompts);
  const usual = typeof fields.default_prompt_name === 'string' ? prompts[fields.default_prompt_name] : undefined;
  return { query: prefixOf([prompts.query, usual]), paper: prefixOf([prompts.document, prompts.passage, usual]) };
}

function prefixOf(candidates: readonly unknown[]): string {
  return candidates.find((one): one is string => typeof one === 'string' && one.length <= LONGEST_PREFIX) ?? '';
}

/** The least of what the files name; some tokenizers say 10^30 for "no limit". */
function maxTokensOf(files: ModelFiles): number {
  const config = fieldsOf(files['config.json']);
  const positions = Number(config.max_position_embeddings);
  const named = [
    fieldsOf(files['sentence_bert_config.json']).max_seq_length,
    fieldsOf(files['tokenizer_config.json']).model_max_length,
    // RoBERTa and its kin count positions from the padding's id + 1 on, which is 2.
    /roberta|mpnet|camembert/.test(String(config.model_type)) ? positions - 2 : positions,
  ];
  return Math.min(MOST_TOKENS, ...named.map(Number).filter((count) => Number.isInteger(count) && count >= FEWEST_TOKENS));
}

function furtherLayersOf(modules: unknown): string[] {
  if (!Array.isArray(modules)) return [];
  const kinds = modules.map((module: unknown) => String(fieldsOf(module).type).split('.').at(-1)!.slice(0, 50));
  return kinds.filter((kind) => !['Transformer', 'Pooling', 'Normalize'].includes(kind));
}
