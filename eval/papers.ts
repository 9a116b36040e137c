import { wordTerms } from '#search';
import { openInput, readRecords } from '#sources';
import type { Paper, PaperRecord } from '#papers';
import type { Document } from './collection.js';
import { EvalError } from './errors.js';

/** A paper to make tasks of. */
export interface KnownPaper extends Document {
  authors: string[];
  /** The primary first. */
  categories: string[];
  year?: string;
}

/** The records of a file in any format that can be imported. @throws EvalError when it holds none */
export async function recordsOfFile(file: string): Promise<PaperRecord[]> {
  const input = await openInput(file);
  const records: PaperRecord[] = [];
  for await (const { items } of readRecords(input)) {
    for (const item of items) if ('record' in item) records.push(item.record);
  }
  if (records.length === 0) throw new EvalError(`There is no paper in "${file}" that can be read.`);
  return records;
}

/** What is known of a paper of the store. */
export function knownPaper({ id, title, abstract, authors, categories, published }: Paper): KnownPaper {
  return { id, title, abstract, authors: authors.map(({ name }) => name), categories, ...(published === undefined ? {} : { year: published.slice(0, 4) }) };
}

/** Those whose title no other paper has, so that there is one right answer. */
export function withOwnTitle(papers: readonly KnownPaper[]): KnownPaper[] {
  const byTitle = Map.groupBy(papers, ({ title }) => wordTerms(title).join(' '));
  return [...byTitle.values()].flatMap((same) => (same.length === 1 ? same : []));
}
