import type { Author, PaperRecord, Version } from '#papers';
import { computedAnnouncements } from '../../record/announcements.js';
import { partialDate } from '../../record/dates.js';
import type { Cut } from '../../xml/cutter.js';
import type { Element } from '../../xml/element.js';
import { XmlReader } from '../../xml/reader.js';
import { authorOf } from '../authors.js';
import { readEntry } from '../entries.js';
import { wrongKind, type BadEntry } from '../errors.js';
import { arxivIdOf, cleaned, countOf, saidRecord } from '../record.js';

/** An answer of the query API. */
export interface QueryAnswer {
  records: PaperRecord[];
  bad: BadEntry[];
  /** What is wrong with the question, in arXiv's words. */
  error?: string;
  /** How many papers match in all. */
  total?: number;
  /** False when it ends before its own end. */
  isWhole: boolean;
}

const SHAPE = { roots: ['feed'], repeated: ['entry'], single: ['totalResults'] };
/** arXiv's codes; the classes of mathematics (`68T05`) and of computing (`I.2.6`) stand among the categories too. */
const CATEGORY = /^[a-z]+(?:-[a-z]+)?(?:\.[A-Za-z-]{2,10})?$/;

/** Reads an answer that comes in pieces. No bytes make it throw before its end. */
export class QueryParser {
  private readonly reader = new XmlReader(SHAPE);
  private readonly answer: QueryAnswer = { records: [], bad: [], isWhole: false };

  push(piece: Uint8Array): void {
    for (const cut of this.reader.push(piece)) this.take(cut);
  }

  /** @throws AnswerError when it was no Atom feed at all */
  end(): QueryAnswer {
    if (!this.reader.isOfKind) throw wrongKind('an answer of the query API', this.reader.beginning);
    for (const cut of this.reader.end()) this.take(cut);
    this.answer.isWhole = this.reader.isWhole;
    return this.answer;
  }

  private take(cut: Cut): void {
    readEntry(cut, this.answer.bad, (element) => addTo(this.answer, 'element' in cut ? cut.element.name : '', element));
  }
}

/** Reads a whole answer. @throws AnswerError when it is none */
export function parseQuery(bytes: Uint8Array): QueryAnswer {
  const parser = new QueryParser();
  parser.push(bytes);
  return parser.end();
}

function addTo(answer: QueryAnswer, name: string, element: Element): void {
  if (name === 'totalResults') answer.total = countOf(element.text);
  else if (/\/api\/errors\b/.test(element.textOf('id') ?? '')) answer.error ??= cleaned(element.textOf('summary')) ?? 'It does not say what.';
  else answer.records.push(recordOf(element));
}

function recordOf(entry: Element): PaperRecord {
  const { version = 1 } = arxivIdOf(entry.textOf('id'));
  const record = saidRecord({
    id: entry.textOf('id'),
    via: 'api',
    title: entry.textOf('title'),
    abstract: entry.textOf('summary'),
    comment: entry.textOf('comment'),
    journalRef: entry.textOf('journal_ref'),
    doi: entry.textOf('doi'),
  });
  record.authors = entry.children('author').flatMap(authorIn);
  record.categories = categoriesOf(entry);
  record.published = partialDate(entry.textOf('published')?.trim() ?? '');
  record.updated = partialDate(entry.textOf('updated')?.trim() ?? '') ?? record.published;
  record.versions = versionsOf(record, version);
  record.announcements = computedAnnouncements(record.versions, record.categories);
  return record;
}

function authorIn(author: Element): Author[] {
  return authorOf(author.textOf('name') ?? '', author.children('affiliation').map(({ text }) => text));
}

function categoriesOf(entry: Element): string[] {
  const primary = entry.child('primary_category')?.attribute('term');
  const terms = [primary, ...entry.children('category').map((category) => category.attribute('term'))];
  return [...new Set(terms.map(cleaned).filter((term) => term !== undefined && CATEGORY.test(term)))] as string[];
}

/** The API tells of the first version and the latest one only. */
function versionsOf({ published, updated }: PaperRecord, latest: number): Version[] {
  const first = published === undefined ? [] : [{ number: 1, submitted: published }];
  return latest === 1 || updated === undefined ? first : [...first, { number: latest, submitted: updated }];
}
