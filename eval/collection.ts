import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { EvalError } from './errors.js';
import type { Judgements } from './metrics.js';

/** A text to be found. */
export interface Document {
  id: string;
  title: string;
  abstract: string;
}

/** What is asked: words, or a whole paper with its title. */
export interface Query {
  id: string;
  title: string;
  text: string;
  /** By what the papers sought are alike: background, method, result. */
  facet?: string;
  /** Queries of one fold are averaged first. */
  fold?: string;
}

/** A collection with judged queries. */
export interface Collection {
  name: string;
  documents: Document[];
  /** Only those with at least one relevant document. */
  queries: Query[];
  judgements: ReadonlyMap<string, Judgements>;
}

const QRELS = ['qrels.tsv', 'qrels/test.tsv'];

/** The collections in a folder: itself, or those of its folders that are one. @throws EvalError */
export function collectionsIn(folder: string): string[] {
  if (!existsSync(folder)) throw new EvalError(`There is no folder "${folder}". Give one that holds corpus.jsonl, queries.jsonl and qrels, or holds folders that do.`);
  const candidates = [folder, ...readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory()).map(({ name }) => join(folder, name)).sort()];
  const found = candidates.filter((path) => existsSync(join(path, 'corpus.jsonl')));
  if (found.length === 0) throw new EvalError(`There is no corpus.jsonl in "${folder}" or in a folder of it.`);
  return found;
}

/**
 * Reads a collection in BEIR's layout: `corpus.jsonl` and `queries.jsonl` with `_id`, `title`, `text` (and, beside them
 * or in `metadata`, `facet` and `fold`), and `qrels.tsv` or `qrels/test.tsv` with or without a heading.
 * @throws EvalError naming file and line
 */
export function readCollection(folder: string): Collection {
  const judgements = readJudgements(folder);
  const documents = readLines(join(folder, 'corpus.jsonl')).map(documentOf);
  const queries = readLines(join(folder, 'queries.jsonl')).map(queryOf);
  const judged = queries.filter(({ id }) => [...(judgements.get(id)?.values() ?? [])].some((gain) => gain > 0));
  return { name: basename(folder), documents, queries: judged, judgements };
}

function documentOf(line: Record<string, unknown>): Document {
  const title = text(line['title']);
  return { id: text(line['_id']), title, abstract: withoutTitle(text(line['text']), title) };
}

/** Some collections begin the text with the title, which would count it once more. */
function withoutTitle(whole: string, title: string): string {
  return title !== '' && whole.startsWith(title) ? whole.slice(title.length).trim() : whole;
}

function queryOf(line: Record<string, unknown>): Query {
  const metadata = typeof line['metadata'] === 'object' && line['metadata'] !== null ? (line['metadata'] as Record<string, unknown>) : {};
  const about = (name: string) => text(line[name] ?? metadata[name]);
  const [facet, fold] = [about('facet'), about('fold')];
  const title = text(line['title']);
  return { id: text(line['_id']), title, text: withoutTitle(text(line['text']), title), ...(facet ? { facet } : {}), ...(fold ? { fold } : {}) };
}

/** Ids are texts or numbers; white space is folded, as titles and texts must agree in it. */
function text(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value).replace(/\s+/g, ' ').trim() : '';
}

function readJudgements(folder: string): Map<string, Map<string, number>> {
  const name = QRELS.find((one) => existsSync(join(folder, one)));
  if (name === undefined) throw new EvalError(`There is no qrels.tsv or qrels/test.tsv in "${folder}".`);
  const judgements = new Map<string, Map<string, number>>();
  linesOf(join(folder, name)).forEach((line, index) => {
    // TREC's own form has an unused column between query and document.
    const cells = line.trim().split(/\t|\s+/);
    const [query = '', document = '', gain = ''] = cells.length === 4 ? [cells[0], cells[2], cells[3]] : cells;
    if (/^-?\d+(\.\d+)?$/.test(gain)) judgements.getOrInsertComputed(query, () => new Map()).set(document, Number(gain));
    else if (index > 0) throw new EvalError(`Line ${index + 1} of ${name} in "${folder}" is no judgement: query, document and a number are expected.`);
  });
  return judgements;
}

function readLines(file: string): Record<string, unknown>[] {
  return linesOf(file).map((line, index) => {
    try {
      return JSON.parse(line) as Record<string, unknown>;
    } catch (error) {
      throw new EvalError(`Line ${index + 1} of "${file}" is no JSON.`, { cause: error });
    }
  });
}

function linesOf(file: string): string[] {
  if (!existsSync(file)) throw new EvalError(`There is no "${file}".`);
  return readFileSync(file, 'utf8').split('\n').filter((line) => line.trim() !== '');
}
