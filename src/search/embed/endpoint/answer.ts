import { EmbedderError } from '../errors.js';
import { unitVector } from '../vector.js';

export interface Expected {
  /** How many texts were sent. */
  texts: number;
  /** Once known, no vector may have another. */
  dimensions?: number;
}

const MOST_DIMENSIONS = 16_384;

/**
 * The vectors in an endpoint's answer, in the order of the texts. Whatever is wrong with one of them, none is taken.
 * @throws EmbedderError saying what is wrong
 */
export function readVectors(text: string, { texts, dimensions }: Expected): (Float32Array | undefined)[] {
  const items = itemsOf(parsed(text), texts);
  const numbers = inOrder(items).map(numbersOf);
  const found = numbers[0]?.length ?? 0;
  if (numbers.some(({ length }) => length !== found)) throw wrong('its vectors have different numbers of dimensions');
  if (found < 1 || found > MOST_DIMENSIONS) throw wrong(`its vectors have ${found} dimensions`);
  if (dimensions !== undefined && found !== dimensions) {
    throw wrong(`its vectors have ${found} dimensions, and those it gave before ${dimensions}. Another model seems to be behind the same name: name it differently (BROADSHEET_EMBEDDER), and papers are embedded anew`);
  }
  return numbers.map(checked);
}

function wrong(what: string, options?: ErrorOptions): EmbedderError {
  return new EmbedderError(`The embeddings endpoint answered what cannot be used: ${what}.`, options);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    throw wrong(`no JSON but "${excerptOf(text)}". Look whether its address is right (EMBEDDINGS_URL)`, { cause: error });
  }
}

/** The beginning of a text for a message: one line, without marks of HTML. */
export function excerptOf(text: string): string {
  return text.slice(0, 2_000).replace(/<[^>]*>?/g, ' ').replace(/[\s\p{Cc}]+/gu, ' ').trim().slice(0, 160);
}

function itemsOf(answer: unknown, texts: number): Fields[] {
  const { data, error } = fieldsOf(answer);
  if (error !== undefined && error !== null) throw wrong(`"${errorOf(error)}"`);
  if (!Array.isArray(data)) throw wrong('there is no list "data" in it');
  if (data.length !== texts) throw wrong(`${data.length} vectors for ${texts} texts`);
  return data.map(fieldsOf);
}

type Fields = Readonly<Record<string, unknown>>;

function fieldsOf(value: unknown): Fields {
  return typeof value === 'object' && value !== null ? (value as Fields) : {};
}

function errorOf(error: unknown): string {
  const { message } = fieldsOf(error);
  return excerptOf(typeof message === 'string' ? message : String(error));
}

/** What an error of an endpoint says, whatever its form: `{ error: { message } }`, a text, or a page. */
export function saidIn(text: string): string {
  try {
    const { error, message, detail } = fieldsOf(JSON.parse(text));
    const said = error ?? message ?? detail;
    return said === undefined ? excerptOf(text) : errorOf(said);
  } catch {
    return excerptOf(text);
  }
}

/** Items say their places themselves; where none does, they stand in order. */
function inOrder(items: readonly Fields[]): Fields[] {
  if (items.every(({ index }) => index === undefined)) return [...items];
  const ordered = new Map(items.map((item) => [item.index, item]));
  return items.map((_, place) => {
    const item = ordered.get(place);
    if (item === undefined) throw wrong(`no vector for text ${place + 1} of ${items.length}`);
    return item;
  });
}

/** Numbers, or their bytes in base64, each a float of 32 bits, the lowest byte first. */
function numbersOf({ embedding }: Fields): ArrayLike<number> {
  if (Array.isArray(embedding) && embedding.every((number) => typeof number === 'number')) return embedding as number[];
  if (typeof embedding !== 'string') throw wrong('a vector is no list of numbers');
  const bytes = Buffer.from(embedding, 'base64');
  if (bytes.length === 0 || bytes.length % 4 !== 0) throw wrong('a vector in base64 is cut off');
  return Float32Array.from({ length: bytes.length / 4 }, (_, place) => bytes.readFloatLE(place * 4));
}

function checked(numbers: ArrayLike<number>): Float32Array | undefined {
  try {
    return unitVector(numbers);
  } catch (error) {
    throw wrong('a vector has values that are no numbers', { cause: error });
  }
}
