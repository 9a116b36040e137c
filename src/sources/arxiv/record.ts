import { cleanText } from '#lib/text';
import { parseArxivId, parseDois, type PaperRecord } from '#papers';
import { bareRecord } from '../record/bare.js';
import { saysWithdrawn } from '../record/withdrawn.js';
import { EntryError } from './errors.js';

/** What all of arXiv's answers say of a paper, as it is written there. */
export interface Said {
  id: string | undefined;
  via: 'oai' | 'feed' | 'api';
  title: string | undefined;
  abstract: string | undefined;
  comment?: string;
  journalRef?: string;
  doi?: string;
  licence?: string;
}

/** A record with these, cleaned. @throws EntryError without a title or a valid id */
export function saidRecord(said: Said): PaperRecord {
  const title = cleaned(said.title);
  if (title === undefined) throw new EntryError('It has no title.');
  const record = bareRecord({ source: 'arxiv', id: arxivIdOf(said.id).id, via: said.via, title });
  record.abstract = cleaned(said.abstract) ?? '';
  record.comment = cleaned(said.comment);
  record.journalRef = cleaned(said.journalRef);
  record.licence = cleaned(said.licence);
  record.ids = parseDois(said.doi ?? '').map((value) => ({ scheme: 'doi', value }));
  record.withdrawn = saysWithdrawn(record.comment, record.abstract);
  return record;
}

/** The id in `2401.01234v2`, `oai:arXiv.org:2401.01234` or an address of its page. @throws EntryError */
export function arxivIdOf(written: string | undefined): { id: string; version?: number } {
  const text = cleanText(written ?? '').replace(/^oai:arXiv\.org:/i, '');
  const found = parseArxivId(text);
  if (found === undefined) throw new EntryError(text === '' ? 'It has no identifier.' : `"${text.slice(0, 80)}" is no arXiv id.`);
  return found;
}

/** Cleaned text; nothing when it is missing or blank. */
export function cleaned(text: string | undefined): string | undefined {
  // Line ends first: most texts are then clean already.
  const clean = cleanText((text ?? '').replaceAll('\n', ' ').trim());
  return clean === '' ? undefined : clean;
}

/** A whole number of at least 0, as counts are written; nothing when it is none. */
export function countOf(text: string | undefined): number | undefined {
  const written = text?.trim() ?? '';
  return /^\d{1,15}$/.test(written) ? Number(written) : undefined;
}
