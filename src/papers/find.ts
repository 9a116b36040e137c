import type { Database, Reader } from '#db';
import { parseArxivId, parseDoi } from './identifiers.js';

export interface FoundNumber {
  number: number;
  publicId: string;
}

/** The spellings under which a reader's text may name a paper, as keys of records. */
export function keysOfText(text: string): string[] {
  const trimmed = text.trim();
  const arxiv = parseArxivId(trimmed);
  const doi = parseDoi(trimmed);
  return [...(arxiv === undefined ? [] : [`arxiv:${arxiv.id}`]), ...(doi === undefined ? [] : [`doi:${doi}`]), trimmed];
}

/**
 * The paper that a public id, arXiv id (any form), DOI, address of either or `source:id` means.
 * Where several papers name one DOI, the one that came first.
 */
export async function findNumber(db: Database, reader: Reader, text: string): Promise<FoundNumber | undefined> {
  const keys = keysOfText(text);
  const direct = await reader
    .selectFrom('papers')
    .select(['number', 'public_id as publicId'])
    .where(db.anyOf('public_id', [text.trim(), ...(parseArxivId(text)?.id ?? [])].flat()))
    .where('merged_into', 'is', null)
    .executeTakeFirst();
  if (direct !== undefined) return direct;
  return await reader
    .selectFrom('record_keys')
    .innerJoin('records', 'records.number', 'record_keys.record')
    .innerJoin('papers', 'papers.number', 'records.paper')
    .select(['papers.number', 'papers.public_id as publicId'])
    .where(db.anyOf('record_keys.key', keys))
    .orderBy('papers.number')
    .executeTakeFirst();
}
