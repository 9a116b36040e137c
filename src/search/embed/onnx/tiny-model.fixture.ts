import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { bytes, number } from './protobuf.fixture.js';

/** The words the tiny model knows; every other is the unknown word. */
export const WORDS = ['folding', 'paper', 'graph', 'neural', 'network', 'protein', 'star', 'galaxy', 'proof', 'language', 'model', 'a', 'of', 'the', 'query', 'passage', ':'];
const VOCABULARY = ['[PAD]', '[UNK]', '[CLS]', '[SEP]', ...WORDS];

/** Numbers of the ONNX format: https://github.com/onnx/onnx/blob/main/onnx/onnx.proto */
const FLOAT = 1;
const INT64 = 7;

interface TinyModel {
  dimensions?: number;
  /** The name of its one output. */
  output?: string;
  /** Values of the table that stand for the words, in place of those made for it. */
  value?: (word: number, dimension: number) => number;
  /** Further files, by name; JSON unless they are text. `undefined` leaves a file out. */
  files?: Readonly<Record<string, unknown>>;
}

/**
 * Writes a real, if tiny, ONNX model of vectors of words into a folder: it looks every token up in a table.
 * @returns the files it wrote, by name
 */
export function writeTinyModel(folder: string, tiny: TinyModel = {}): string[] {
  const files: Record<string, unknown> = { ...descriptions(), 'onnx/model.onnx': modelBytes(tiny), ...tiny.files };
  const written = Object.entries(files).filter(([, content]) => content !== undefined);
  for (const [name, content] of written) {
    const path = join(folder, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content instanceof Uint8Array || typeof content === 'string' ? content : JSON.stringify(content));
  }
  return written.map(([name]) => name);
}

/** `output = Gather(table, input_ids)`; the two further inputs are there as models of this kind have them. */
function modelBytes({ dimensions = 8, output = 'last_hidden_state', value = madeUp }: TinyModel): Buffer {
  const inputs = ['input_ids', 'attention_mask', 'token_type_ids'].map((name) => bytes(11, tensor(name, INT64, ['batch', 'tokens'])));
  const graph = [
    bytes(1, [bytes(1, 'table'), bytes(1, 'input_ids'), bytes(2, output), bytes(4, 'Gather')]),
    bytes(2, 'tiny'),
    bytes(5, [number(1, VOCABULARY.length), number(1, dimensions), number(2, FLOAT), bytes(8, 'table'), bytes(9, table(dimensions, value))]),
    ...inputs,
    bytes(12, tensor(output, FLOAT, ['batch', 'tokens', dimensions])),
  ];
  const version = 8;
  return Buffer.concat([number(1, version), bytes(2, 'broadsheet'), bytes(7, graph), bytes(8, [bytes(1, ''), number(2, 13)])]);
}

function tensor(name: string, type: number, shape: (string | number)[]): Buffer[] {
  const sizes = shape.map((size) => bytes(1, typeof size === 'string' ? [bytes(2, size)] : [number(1, size)]));
  return [bytes(1, name), bytes(2, [bytes(1, [number(1, type), bytes(2, sizes)])])];
}

function table(dimensions: number, value: (word: number, dimension: number) => number): Uint8Array {
  const numbers = VOCABULARY.flatMap((_, word) => Array.from({ length: dimensions }, (_, dimension) => value(word, dimension)));
  return new Uint8Array(Float32Array.from(numbers).buffer);
}

/** Anything that is different for every word, and next to nothing for the four marks before them. */
function madeUp(word: number, dimension: number): number {
  return word < 4 ? 0.001 : Math.sin(word * 7.3 + dimension * dimension * 1.7 + word * dimension);
}

function descriptions(): Record<string, unknown> {
  const special = ['[PAD]', '[UNK]', '[CLS]', '[SEP]'];
  return {
    'config.json': { model_type: 'bert', architectures: ['BertModel'], vocab_size: VOCABULARY.length, hidden_size: 8, max_position_embeddings: 64 },
    'tokenizer_config.json': { tokenizer_class: 'BertTokenizer', model_max_length: 64, do_lower_case: true, pad_token: '[PAD]', unk_token: '[UNK]', cls_token: '[CLS]', sep_token: '[SEP]' },
    'tokenizer.json': {
      version: '1.0',
      truncation: null,
      padding: null,
      added_tokens: special.map((content, id) => ({ id, content, special: true, single_word: false, lstrip: false, rstrip: false, normalized: false })),
      normalizer: { type: 'BertNormalizer', clean_text: true, handle_chinese_chars: true, strip_accents: null, lowercase: true },
      pre_tokenizer: { type: 'BertPreTokenizer' },
      post_processor: {
        type: 'TemplateProcessing',
        single: [{ SpecialToken: { id: '[CLS]', type_id: 0 } }, { Sequence: { id: 'A', type_id: 0 } }, { SpecialToken: { id: '[SEP]', type_id: 0 } }],
        pair: [],
        special_tokens: { '[CLS]': { id: '[CLS]', ids: [2], tokens: ['[CLS]'] }, '[SEP]': { id: '[SEP]', ids: [3], tokens: ['[SEP]'] } },
      },
      decoder: null,
      model: { type: 'WordLevel', unk_token: '[UNK]', vocab: Object.fromEntries(VOCABULARY.map((word, id) => [word, id])) },
    },
  };
}
