import type { AnnouncementKind, Author, Link, PaperId, PartialDate, Version } from './record.js';

/** One paper as readers see it: all its records folded into one. */
export interface Paper {
  /** The store's own number; later tables point to it. */
  number: number;
  /** The public id of addresses: the arXiv id where there is one, else `<source>:<id>`. */
  id: string;
  /** Grows with every change to any paper; followers read from it. */
  seq: number;
  ids: PaperId[];
  /** As the source wrote it, TeX kept. */
  title: string;
  abstract: string;
  authors: Author[];
  /** How many authors, also where a source counts without naming; 0 when unknown. */
  authorCount: number;
  organisation?: string;
  /** The primary first. */
  categories: string[];
  published?: PartialDate;
  updated?: PartialDate;
  versions: Version[];
  comment?: string;
  journalRef?: string;
  venue?: string;
  reportNumber?: string;
  licence?: string;
  submitter?: string;
  withdrawn: boolean;
  links: Link[];
  /** The sources that speak of it, the most trusted first: `['arxiv', 'iclr2018']`. */
  sources: string[];
  announcements: { day: string; kind: AnnouncementKind; category: string; computed: boolean }[];
}
