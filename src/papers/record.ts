/**
 * What one source says about one paper, in one shape for all sources.
 * Parsers make it from bytes; `papers.save` folds all records of a paper into its row.
 * Every text is as the source wrote it (TeX kept), trimmed, white space folded, without control characters.
 */
export interface PaperRecord {
  /** Who says it, a word a reader knows: `arxiv`, `acl`, `iclr2018`, `doi`, `file`. */
  source: string;
  /** The source's own permanent id, version-less: `2401.01234`, `math/0306266`, `P18-2005`. */
  id: string;
  /** The road it came by, where one source has several: `snapshot`, `list`, `oai`, `feed:2026-06-03` (each day's feed), `bibtex`, `ris`, `csl`. */
  via: string;
  /** Other ids of the same paper that the source names. */
  ids: PaperId[];
  title: string;
  /** Empty when the source has none. */
  abstract: string;
  authors: Author[];
  /** Said by sources that count authors without naming them. */
  authorCount?: number;
  organisation?: string;
  /** Category codes, the primary first: `cs.LG`. */
  categories: string[];
  /** The first version's date. */
  published?: PartialDate;
  updated?: PartialDate;
  /** Oldest first. */
  versions: Version[];
  /** When and how the source announced it; empty when unknown. */
  announcements: Announcement[];
  comment?: string;
  journalRef?: string;
  /** The conference or journal, where the source names it by itself. */
  venue?: string;
  reportNumber?: string;
  /** Address or name of the licence. */
  licence?: string;
  submitter?: string;
  withdrawn: boolean;
  /** Links the source gives of itself; those in abstract and comment are found when the record is saved. */
  links: Link[];
}

/** An identifier and its scheme: `{ scheme: 'doi', value: '10.1000/xyz' }`, normalised as `identity.ts` says. */
export interface PaperId {
  scheme: string;
  value: string;
}

export interface Author {
  /** In reading order, as the source gives it: `Yann LeCun`. */
  name: string;
  affiliation?: string;
}

/** `2026`, `2026-05`, `2026-05-31`, or an instant in UTC: `2026-05-31T17:59:59Z`. */
export type PartialDate = string;

export interface Version {
  number: number;
  /** Instant in UTC, or a day. */
  submitted: PartialDate;
  size?: string;
}

export type AnnouncementKind = 'new' | 'cross-list' | 'replacement';

export interface Announcement {
  /** The edition's day, `YYYY-MM-DD`. */
  day: string;
  kind: AnnouncementKind;
  /** The category whose list it stood in. */
  category: string;
  /** True when computed from the submission time, false when the source said it. */
  computed: boolean;
}

export type LinkKind = 'code' | 'project';

export interface Link {
  kind: LinkKind;
  url: string;
}
