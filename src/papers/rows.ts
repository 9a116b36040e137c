import { hash } from 'node:crypto';
import { plainText } from '#lib/text';
import type { Row } from '#db';
import type { PaperContent } from './compose.js';
import { authorKey } from './names.js';

/** The rows that one paper takes in each table, except its records. */
export interface PaperRows {
  papers: Row;
  paper_authors: Row[];
  paper_categories: Row[];
  announcements: Row[];
}

/** What the store gives a paper. `firstSeen` is an instant. */
export interface PaperNumbers {
  number: number;
  seq: number;
  firstSeen: string;
}

export function rowsOf(content: PaperContent, numbers: PaperNumbers): PaperRows {
  return numberRows(draftRows(content), numbers);
}

/** Puts the numbers into rows, in place: they are many, and nobody else has them. */
export function numberRows(rows: PaperRows, { number, seq, firstSeen }: PaperNumbers): PaperRows {
  Object.assign(rows.papers, { number, seq, first_seen: firstSeen });
  for (const list of [rows.paper_authors, rows.paper_categories, rows.announcements]) for (const row of list) row['paper'] = number;
  return rows;
}

/** The rows of a paper that has no numbers yet. */
export function draftRows(content: PaperContent): PaperRows {
  const published = publishedDay(content);
  const title = plainText(content.title);
  return {
    papers: {
      number: 0,
      public_id: content.id,
      seq: 0,
      published,
      primary_category: content.categories[0] ?? '',
      author_count: content.authorCount,
      title_length: [...title].length,
      title_colon: title.includes(':') ? 1 : 0,
      has_code: content.links.some(({ kind }) => kind === 'code') ? 1 : 0,
      withdrawn: content.withdrawn ? 1 : 0,
      digest: digestOf(content),
      merged_into: null,
      first_seen: '',
    },
    paper_authors: authorRows(content),
    paper_categories: [...new Set(content.categories)].map((category, position) => ({ category, published, paper: 0, position })),
    announcements: content.announcements.map(({ day, category, kind, computed }) => ({ day, category, paper: 0, kind, computed: computed ? 1 : 0 })),
  };
}

/** The day a paper is sorted by: a month or a year alone stands as its first day. Empty when unknown. */
export function publishedDay(content: Pick<PaperContent, 'published'>): string {
  const text = content.published ?? '';
  if (text.length >= 10) return text.slice(0, 10);
  if (text.length === 7) return `${text}-01`;
  return text.length === 4 ? `${text}-01-01` : '';
}

function authorRows({ authors }: PaperContent): Row[] {
  return authors.flatMap(({ name }, position) => {
    const author = authorKey(name);
    return author === '' ? [] : [{ author, paper: 0, position }];
  });
}

/** A short name of exactly this content. */
export function digestOf(content: PaperContent): string {
  return hash('sha1', JSON.stringify(content), 'base64url');
}
