import { hash } from 'node:crypto';
import { parseArxivId, parseDois, type PaperId, type PaperRecord, type PartialDate } from '#papers';
import { FormatError } from '../errors.js';
import { authorsNamed, bareRecord } from '../../record/bare.js';
import { nonEmpty } from './values.js';
import { saysWithdrawn } from '../../record/withdrawn.js';

/** What the formats of reference managers have in common, in clean text. */
export interface Reference {
  via: 'bibtex' | 'ris' | 'csl';
  title: string;
  abstract: string;
  authors: string[];
  published: PartialDate | undefined;
  /** The conference or journal. */
  venue: string;
  comment: string;
  categories: string[];
  /** Texts that are, or hold, a DOI. */
  dois: string[];
  /** Addresses, accession numbers, journal names: texts that may be an arXiv id, or say `arXiv preprint` and then hold one. */
  places: string[];
}

const ARXIV_ID = /(?:^|[\s:\/])((?:[a-z-]+(?:\.[a-z]{2})?\/)?\d[\d.]{3,9}\d(?:v\d+)?)(?![\w\/])/i;
/** What some programs write where a journal would stand. */
const PREPRINT = /^(?:arxiv|corr\b|ssrn$|e-?prints?$|preprint)/i;

/** The record of a reference. Its key is made of what it is known by: DOI, else arXiv id, else title, first author and year. @throws FormatError */
export function referenceRecord(reference: Reference): PaperRecord {
  if (reference.title === '') throw new FormatError('This entry has no title.');
  const ids = idsOf(reference);
  const record = bareRecord({ source: 'file', id: keyOf(reference, ids), via: reference.via, title: reference.title });
  record.ids = ids;
  record.abstract = reference.abstract;
  record.authors = authorsNamed(reference.authors);
  record.categories = reference.categories;
  record.published = reference.published;
  record.venue = PREPRINT.test(reference.venue) ? undefined : nonEmpty(reference.venue);
  record.comment = nonEmpty(reference.comment);
  record.withdrawn = saysWithdrawn(record.comment, record.abstract);
  return record;
}

/** arXiv ids and DOIs, each once; arXiv's own DOI is an arXiv id. */
function idsOf({ dois, places }: Reference): PaperId[] {
  const arxiv = [...places, ...dois].flatMap((text) => arxivIdIn(text) ?? []);
  const named = [...dois, ...places.filter((place) => /\bdoi\.org\//i.test(place))].flatMap(parseDois);
  const others = named.filter((doi) => parseArxivId(doi) === undefined);
  return [
    ...[...new Set(arxiv)].map((value) => ({ scheme: 'arxiv', value })),
    ...[...new Set(others)].map((value) => ({ scheme: 'doi', value })),
  ];
}

/** A remark such as `Comment on arXiv:2401.01234` names another paper, so only what begins as a preprint's place counts. */
function arxivIdIn(text: string): string | undefined {
  const held = PREPRINT.test(text) ? ARXIV_ID.exec(text)?.[1] : undefined;
  return (parseArxivId(text) ?? parseArxivId(held ?? ''))?.id;
}

function keyOf({ title, authors, published }: Reference, ids: PaperId[]): string {
  const known = ids.find(({ scheme }) => scheme === 'doi') ?? ids[0];
  const basis = known?.value ?? [title, authors[0] ?? '', published?.slice(0, 4) ?? ''].map(letters).join('|');
  return hash('sha256', basis, 'hex').slice(0, 16);
}

function letters(text: string): string {
  return text.normalize('NFKD').toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');
}
