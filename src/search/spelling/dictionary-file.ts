import { createHash } from 'node:crypto';
import { closeSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, statSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { isObject } from '../index/json-file.js';
import { Dictionary } from './dictionary.js';

const FORMAT = 2;

/** What stands in the first line of the file; a word and its count in each of the others. */
interface Header {
  format: number;
  /** How many papers there were when the words were counted. */
  papers: number;
  /** In how many of them, where that is not told by their number. */
  counted?: number;
  /** How many terms each of these has, in the mean. */
  length?: number;
  words: number;
  /** Of everything after the first line. */
  sha256: string;
}

export interface KeptDictionary {
  dictionary: Dictionary;
  papers: number;
  counted?: number;
  length?: number;
}

/** Puts a dictionary there whole or not at all. */
export function writeDictionary(path: string, { dictionary, papers, counted, length }: KeptDictionary): void {
  const lines = Array.from(dictionary.entries(), ([word, count]) => `${word} ${count}\n`).join('');
  const header: Header = { format: FORMAT, papers, counted, length, words: dictionary.size, sha256: digest(lines) };
  mkdirSync(dirname(path), { recursive: true });
  const part = `${path}.part`;
  const file = openSync(part, 'w');
  try {
    writeSync(file, `${JSON.stringify(header)}\n${lines}`);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  renameSync(part, path);
}

/** Undefined when there is none, or when it is damaged or of another format: it is made anew then. */
export function readDictionary(path: string): KeptDictionary | undefined {
  const text = readIfThere(path);
  const end = text.indexOf('\n');
  const header = end < 0 ? undefined : headerOf(text.slice(0, end));
  const lines = text.slice(end + 1);
  if (header === undefined || header.sha256 !== digest(lines)) return undefined;
  const entries = lines.split('\n').filter((line) => line !== '').map((line): [string, number] => [line.slice(0, line.lastIndexOf(' ')), Number(line.slice(line.lastIndexOf(' ') + 1))]);
  return { dictionary: Dictionary.of(entries), papers: header.papers, ...(header.counted === undefined ? {} : { counted: header.counted }), ...(header.length === undefined ? {} : { length: header.length }) };
}

/** Changes with every writing; undefined when there is no file. */
export function dictionaryStamp(path: string): string | undefined {
  const found = statSync(path, { throwIfNoEntry: false, bigint: true });
  return found === undefined ? undefined : `${found.ino} ${found.mtimeNs}`;
}

function readIfThere(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return '';
    throw error;
  }
}

function headerOf(line: string): Header | undefined {
  try {
    const value: unknown = JSON.parse(line);
    return isObject(value) && value['format'] === FORMAT && Number.isInteger(value['papers']) && (value['counted'] === undefined || Number.isInteger(value['counted'])) && (value['length'] === undefined || Number.isFinite(value['length'])) && typeof value['sha256'] === 'string' ? (value as unknown as Header) : undefined;
  } catch {
    return undefined;
  }
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
