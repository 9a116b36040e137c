import { randomBytes } from 'node:crypto';
import { readdirSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { isObject, readJson, writeJson } from './json-file.js';

/*
 * search/
 *   current.json              which generation serves; written anew by one rename
 *   status.json               how the worker stands
 *   dictionary.txt            the words of the papers, and in how many each stands; frequencies.txt the same of terms
 *   generations/<name>/
 *     generation.json         by which embedder, in which format, and why it was made
 *     cursor.json             how far it follows the store
 *     papers.lance/           the table
 *     vectors.bin             the vectors, when there is an embedder
 *     facts.bin, labels.json  what lists are ordered and counted by
 *     terms.bin               the terms of each paper, and where they stand: term-places.bin
 */

/** Raised whenever rows made by an older version must be made anew: other columns, another analysis. */
export const INDEX_FORMAT = 3;

/** What a generation is made by; the same for as long as it lives. */
export interface GenerationFacts {
  format: number;
  name: string;
  embedder?: { name: string; dimensions: number };
  /** With an index for approximate search of vectors, and the vectors in the table. */
  approximate: boolean;
  /** Which wish of an owner it fulfils. */
  request?: string;
}

/** What `current.json` says. */
export interface Current {
  generation: string;
  /** The one that served before; kept for a while for those who still read it. */
  previous?: string;
}

/** How far a generation follows the store: by `seq`, words and vectors each for itself. */
export interface Cursor {
  seq: number;
  /** Not after `seq`: an embedder may fail while words go on. */
  vectorSeq: number;
}

/** Where the parts of an index lie in its folder. */
export class Place {
  readonly folder: string;

  constructor(folder: string) {
    // The engine takes a bare name for an address of its own service.
    this.folder = resolve(folder);
  }

  get currentFile(): string {
    return join(this.folder, 'current.json');
  }

  get statusFile(): string {
    return join(this.folder, 'status.json');
  }

  /** The words of the instance's papers, for mending misspelt ones. */
  get dictionaryFile(): string {
    return join(this.folder, 'dictionary.txt');
  }

  /** In how many papers each term stands, for finding the most telling terms of one. */
  get frequenciesFile(): string {
    return join(this.folder, 'frequencies.txt');
  }

  get generationsFolder(): string {
    return join(this.folder, 'generations');
  }

  generation(name: string): GenerationPlace {
    return new GenerationPlace(join(this.generationsFolder, name));
  }

  readCurrent(): Current | undefined {
    return readJson(this.currentFile, isCurrent);
  }

  writeCurrent(current: Current): void {
    writeJson(this.currentFile, current);
  }

  /** From now on no generation serves. */
  forgetCurrent(): void {
    rmSync(this.currentFile, { force: true });
  }

  /** Names of all generations on the disk, also of half-made ones. */
  generations(): string[] {
    try {
      return readdirSync(this.generationsFolder);
    } catch {
      return [];
    }
  }

  removeGeneration(name: string): void {
    rmSync(join(this.generationsFolder, name), { recursive: true, force: true });
  }
}

export class GenerationPlace {
  constructor(readonly folder: string) {}

  get vectorsFile(): string {
    return join(this.folder, 'vectors.bin');
  }

  get factsFile(): string {
    return join(this.folder, 'facts.bin');
  }

  get termsFile(): string {
    return join(this.folder, 'terms.bin');
  }

  get termPlacesFile(): string {
    return join(this.folder, 'term-places.bin');
  }

  get labelsFile(): string {
    return join(this.folder, 'labels.json');
  }

  readFacts(): GenerationFacts | undefined {
    return readJson(join(this.folder, 'generation.json'), isFacts);
  }

  writeFacts(facts: GenerationFacts): void {
    writeJson(join(this.folder, 'generation.json'), facts);
  }

  /** Written anew, by a rename, after every change of the generation. */
  get cursorFile(): string {
    return join(this.folder, 'cursor.json');
  }

  readCursor(): Cursor | undefined {
    return readJson(this.cursorFile, isCursor);
  }

  writeCursor(cursor: Cursor): void {
    writeJson(this.cursorFile, cursor);
  }
}

/** A name that no generation had before, even in another copy of the folder. */
export function newGenerationName(): string {
  return randomBytes(8).toString('hex');
}

// It becomes part of a path.
const isName = (value: unknown): value is string => typeof value === 'string' && /^[0-9a-f]{16}$/.test(value);

function isCurrent(value: unknown): value is Current {
  return isObject(value) && isName(value.generation) && (value.previous === undefined || isName(value.previous));
}

function isCursor(value: unknown): value is Cursor {
  return isObject(value) && Number.isSafeInteger(value.seq) && Number.isSafeInteger(value.vectorSeq) && Number(value.vectorSeq) <= Number(value.seq);
}

function isFacts(value: unknown): value is GenerationFacts {
  if (!isObject(value) || !Number.isInteger(value.format) || !isName(value.name) || typeof value.approximate !== 'boolean') return false;
  const { embedder } = value;
  return embedder === undefined || (isObject(embedder) && typeof embedder.name === 'string' && Number.isInteger(embedder.dimensions));
}
