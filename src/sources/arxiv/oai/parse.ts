import type { PaperRecord } from '#papers';
import { partialDate } from '../../record/dates.js';
import type { Cut } from '../../xml/cutter.js';
import type { Element } from '../../xml/element.js';
import { XmlReader } from '../../xml/reader.js';
import { readEntry } from '../entries.js';
import { EntryError, wrongKind, type BadEntry } from '../errors.js';
import { arxivIdOf, countOf } from '../record.js';
import { briefRecord, rawRecord } from './metadata.js';

/** Errors that the protocol names: http://www.openarchives.org/OAI/openarchivesprotocol.html#ErrorConditions */
export const OAI_ERRORS = ['badArgument', 'badResumptionToken', 'badVerb', 'cannotDisseminateFormat', 'idDoesNotExist', 'noRecordsMatch', 'noMetadataFormats', 'noSetHierarchy'] as const;

export interface OaiError {
  /** One of OAI_ERRORS, or what the server made up. */
  code: (typeof OAI_ERRORS)[number] | (string & {});
  message: string;
}

/** Where the next page begins. arXiv's own attribute for the end of its life is `expires`. */
export interface ResumptionToken {
  value: string;
  /** How many records the whole list has; arXiv has not said so since 2025. */
  completeListSize?: number;
  /** How many came before this page. */
  cursor?: number;
  /** Instant in UTC. */
  expires?: string;
}

/** What the server says of itself. */
export interface Identity {
  repositoryName: string;
  /** The first day on which anything changed. */
  earliestDatestamp?: string;
  granularity?: string;
}

/** An answer of OAI-PMH, to whatever question. */
export interface OaiPage {
  records: { record: PaperRecord; /** The day it last changed at the server. */ datestamp: string }[];
  /** Records that the server does not have any more. */
  deleted: { id: string; datestamp: string }[];
  bad: BadEntry[];
  /** Nothing on the last page. */
  token?: ResumptionToken;
  error?: OaiError;
  identity?: Identity;
  /** The server's clock, as an instant in UTC. */
  responseDate?: string;
  /** False when the answer ends before its own end: the same page must be asked for again. */
  isWhole: boolean;
}

const SHAPE = { roots: ['OAI-PMH'], repeated: ['record'], single: ['responseDate', 'error', 'resumptionToken', 'Identify'] };

/** Reads an answer that comes in pieces. No bytes make it throw before its end. */
export class OaiParser {
  private readonly reader = new XmlReader(SHAPE);
  private readonly page: OaiPage = { records: [], deleted: [], bad: [], isWhole: false };

  push(piece: Uint8Array): void {
    for (const cut of this.reader.push(piece)) this.take(cut);
  }

  /** @throws AnswerError when it was no OAI-PMH at all */
  end(): OaiPage {
    if (!this.reader.isOfKind) throw wrongKind('OAI-PMH', this.reader.beginning);
    for (const cut of this.reader.end()) this.take(cut);
    this.page.isWhole = this.reader.isWhole;
    return this.page;
  }

  private take(cut: Cut): void {
    const { name } = 'element' in cut ? cut.element : cut.damage;
    const { page } = this;
    if (name === 'record') readEntry(cut, page.bad, (element) => addRecord(page, element));
    else readEntry(cut, page.bad, (element) => addFact(page, name, element));
  }
}

/** Reads a whole answer. @throws AnswerError when it is no OAI-PMH at all */
export function parseOai(bytes: Uint8Array): OaiPage {
  const parser = new OaiParser();
  parser.push(bytes);
  return parser.end();
}

function addRecord(page: OaiPage, record: Element): void {
  const header = record.child('header');
  const identifier = header?.textOf('identifier');
  const datestamp = partialDate(header?.textOf('datestamp')?.trim() ?? '')?.slice(0, 10);
  if (datestamp === undefined) throw new EntryError('It has no datestamp.');
  if (header?.attribute('status') === 'deleted') page.deleted.push({ id: arxivIdOf(identifier).id, datestamp });
  else page.records.push({ record: recordIn(record.child('metadata'), identifier), datestamp });
}

function recordIn(metadata: Element | undefined, identifier: string | undefined): PaperRecord {
  const raw = metadata?.child('arXivRaw');
  if (raw !== undefined) return rawRecord(raw, identifier);
  const brief = metadata?.child('arXiv');
  if (brief !== undefined) return briefRecord(brief, identifier);
  throw new EntryError('Its metadata is neither arXivRaw nor arXiv.');
}

function addFact(page: OaiPage, name: string, element: Element): void {
  if (name === 'responseDate') page.responseDate = partialDate(element.text.trim());
  else if (name === 'error') page.error ??= { code: element.attribute('code') ?? '', message: element.text.trim() };
  else if (name === 'resumptionToken') page.token = tokenOf(element);
  else if (name === 'Identify') page.identity = identityOf(element);
}

/** An empty token ends the list. */
function tokenOf(element: Element): ResumptionToken | undefined {
  const value = element.text.trim();
  if (value === '') return undefined;
  const expires = partialDate((element.attribute('expirationDate') ?? element.attribute('expires') ?? '').trim());
  return { value, completeListSize: countOf(element.attribute('completeListSize')), cursor: countOf(element.attribute('cursor')), expires };
}

function identityOf(element: Element): Identity {
  return {
    repositoryName: element.textOf('repositoryName')?.trim() ?? '',
    earliestDatestamp: partialDate(element.textOf('earliestDatestamp')?.trim() ?? ''),
    granularity: element.textOf('granularity')?.trim(),
  };
}
