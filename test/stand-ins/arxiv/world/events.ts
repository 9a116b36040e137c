import { announcementDay } from '#papers';
import { randomFor } from './chance.js';
import type { Entry } from './records.js';
import { announcedAt, editionFrom, submissionWindow, type Span } from './windows.js';

/** Something that happened to a paper: announced kinds belong to an edition, the others show in the harvest alone. */
export type EventKind = 'new' | 'replacement' | 'withdrawal' | 'cross-list' | 'change' | 'reclassification';

export interface WorldEvent {
  /** The number of the paper. */
  paper: number;
  kind: EventKind;
  /** From when on servers tell of it, milliseconds since 1970. */
  at: number;
  /** Its datestamp in the harvest as an instant: `at`, but see `EARLIEST_STAMP`. */
  stamp: number;
  /** The day whose edition announces it. */
  edition?: string;
  /** The version it brought, and when that was submitted. */
  version?: number;
  submitted?: number;
  /** The category a cross-list added. */
  category?: string;
}

/** arXiv's first datestamp; records untouched since then were renewed in the years after. */
export const EARLIEST_STAMP = Date.UTC(2005, 8, 16);
const RENEWED_WITHIN = 2 * 365 * 86_400_000;
const DAY = 86_400_000;
const SECOND = 1000;

/** A paper's first announcement. */
export function firstEvent(entry: Entry, paper: number, seed: number): WorldEvent {
  const random = randomFor(seed, entry.id);
  const { edition, submitted } = submission(entry, random);
  return announced({ paper, kind: 'new', version: 1, submitted }, edition, random);
}

type Random = ReturnType<typeof randomFor>;

/** An event of an edition, told from that edition's announcement on. */
export function announced(event: Pick<WorldEvent, 'paper' | 'kind' | 'version' | 'submitted' | 'category'>, edition: string, random: Random): WorldEvent {
  const at = announcedAt(edition);
  return { ...event, edition, at, stamp: stampOf(at, random) };
}

/** The datestamp of something told at an instant. */
export function stampOf(at: number, random: Random): number {
  return at >= EARLIEST_STAMP ? at : EARLIEST_STAMP + random.below(RENEWED_WITHIN / SECOND) * SECOND;
}

/** A whole second in a span, each as likely as the others. */
export function secondIn({ from, until }: Span, random: Random): number {
  return from + random.below(Math.floor((until - from) / SECOND)) * SECOND;
}

function submission(entry: Entry, random: Random): { edition: string; submitted: number } {
  if (entry.dateKind === 'announced' && entry.published !== undefined) {
    const edition = editionFrom(entry.published.slice(0, 10));
    return { edition, submitted: secondIn(submissionWindow(edition), random) };
  }
  const submitted = secondIn(submissionSpan(entry), random);
  return { edition: announcementDay(new Date(submitted).toISOString()), submitted };
}

/** The second, the UTC day, or else the month of the id, in which a paper was submitted. */
function submissionSpan({ id, published, dateKind }: Entry): Span {
  const known = Date.parse(published ?? '');
  if (dateKind === 'exact' && Number.isFinite(known)) return { from: known - (known % SECOND), until: known - (known % SECOND) + SECOND };
  if (dateKind === 'exact_day' && Number.isFinite(known)) return { from: known, until: known + DAY };
  return monthOf(id);
}

/** `2606.01234` and `math/0606123` begin with year and month; years from 91 on are of the last century. */
function monthOf(id: string): Span {
  const [, year, month] = /^(?:.*\/)?(\d\d)(\d\d)/.exec(id)!;
  const full = Number(year) + (Number(year) > 90 ? 1900 : 2000);
  return { from: Date.UTC(full, Number(month) - 1), until: Date.UTC(full, Number(month)) };
}
