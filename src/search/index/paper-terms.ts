import type { AnalysedText } from '../text/analyse.js';
import { FIELD_MARKS, type IndexRow, type MarkedField } from './schema.js';

/** Between the parts of what is written of a paper; no term has white space in it. */
const PART_END = '\n';

type TermColumns = Pick<IndexRow, 'terms' | 'field_terms'>;

/**
 * The terms of one paper, once it is found: which words of a query stand in it, and in what order. Each part is a text of terms with a space
 * before and behind each, in which a term is looked for without taking it apart: of a page of papers few terms are asked for.
 */
export class PaperTerms {
  private constructor(
    private readonly title: string,
    private readonly titleWholes: string,
    private readonly abstract: string,
    /** What the column `terms` has beside the abstract's in order: the title's twice, and wholes of the abstract's compounds. */
    private readonly others: string,
  ) {}

  /** As they were analysed. @param others those of the column `terms` beside the abstract's in order */
  static of({ title, abstract, others }: { title: AnalysedText; abstract: AnalysedText; others: readonly string[] }): PaperTerms {
    return new PaperTerms(spaced(title.ordered), spaced(title.wholes), spaced(abstract.ordered), spaced(others));
  }

  /** Out of the columns of its row. */
  static ofRow({ terms, field_terms: fieldTerms }: TermColumns): PaperTerms {
    const [title, titleWholes] = runsOf(fieldTerms, 'title');
    const [abstract] = runsOf(fieldTerms, 'abstract');
    return new PaperTerms(title, titleWholes, abstract, without(terms, abstract));
  }

  /** What `written` gave; undefined for what it cannot have given. */
  static read(written: string): PaperTerms | undefined {
    const parts = written.split(PART_END);
    return parts.length === 4 ? new PaperTerms(...(parts as [string, string, string, string])) : undefined;
  }

  /** The part of what `written` gave that holds the terms of the column `terms`, in no order, parted by spaces and line ends. */
  static wordsIn(written: Buffer): Buffer {
    const titles = written.indexOf(PART_END, written.indexOf(PART_END) + 1);
    return written.subarray(titles + 1);
  }

  get written(): string {
    return [this.title, this.titleWholes, this.abstract, this.others].join(PART_END);
  }

  /** Whether a column of its row holds a term; of `field_terms`, one of the title. */
  has(term: string, column: keyof TermColumns): boolean {
    if (column === 'terms') return holds(this.abstract, term) || holds(this.others, term);
    const mark = FIELD_MARKS.title;
    const bare = term.slice(mark.length);
    return term.startsWith(mark) && (holds(this.title, bare) || holds(this.titleWholes, bare));
  }

  /** Every term of the column `terms`, as often as it stands there, in no order. */
  get all(): string[] {
    return `${this.abstract}${this.others}`.split(' ').filter(Boolean);
  }

  /** The title's terms in order, with stop words. */
  get titleInOrder(): string[] {
    return this.title.split(' ').filter(Boolean);
  }

  /** Whether the terms follow one another in the abstract. */
  followInAbstract(terms: readonly string[]): boolean {
    return holds(this.abstract, terms.join(' '));
  }
}

function spaced(terms: readonly string[]): string {
  return terms.length === 0 ? '' : ` ${terms.join(' ')} `;
}

function holds(part: string, terms: string): boolean {
  return part.includes(` ${terms} `);
}

/** What stands behind a mark, each part spaced: the terms in order, then wholes of compounds. */
function runsOf(fieldTerms: string, field: MarkedField): [ordered: string, wholes: string] {
  const mark = FIELD_MARKS[field];
  const [ordered = '', wholes = ''] = fieldTerms
    .split(' | ')
    .filter((run) => run.startsWith(mark))
    .map((run) => ` ${run} `.replaceAll(` ${mark}`, ' '));
  return [ordered, wholes];
}

/** The terms but those of a part that they end with, which may stand apart in them; spaced, as the part is. */
function without(terms: string, part: string): string {
  const [all, taken] = [terms.split(' '), part.split(' ')];
  let left = taken.length - 2;
  let others = ' ';
  for (let at = all.length - 1; at >= 0; at -= 1) {
    if (left > 0 && all[at] === taken[left]) left -= 1;
    else if (all[at] !== '') others = ` ${all[at]}${others}`;
  }
  return others === ' ' ? '' : others;
}
