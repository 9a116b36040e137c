import type { PaperId } from '#papers';

/** Names that are not their prefix in capitals. */
const NAMES: Record<string, string> = { automl: 'AutoML', corl: 'CoRL', interspeech: 'Interspeech' };
const PREFIX = /^(\w*[a-z])((?:19|20)\d\d)$/;
/** Ids of the ACL Anthology: `2021.acl-long.450`, `P18-2005`. */
const ANTHOLOGY_ID = /^(?:\d{4}\.[a-z0-9]+-[a-z0-9]+\.\d+|[A-Z]\d\d-\d{4})$/;

/**
 * The conference behind a prefix such as `iclr2018`, as readers write it: `ICLR 2018`. Submissions that were not accepted
 * say so, by their status (`Reject`); nothing when the prefix names none.
 */
export function venueOf(prefix: string, status = ''): string | undefined {
  const match = PREFIX.exec(prefix);
  if (!match) return undefined;
  const [, series = '', year = ''] = match;
  const venue = `${nameOf(series, Number(year))} ${year}`;
  if (/^(?:reject|withdraw|desk|active)/i.test(status)) return `Submitted to ${venue}`;
  return /workshop/i.test(status) ? `${venue} Workshop` : venue;
}

function nameOf(series: string, year: number): string {
  if (series === 'nips' || series === 'neurips') return year < 2018 ? 'NIPS' : 'NeurIPS';
  return NAMES[series] ?? series.toUpperCase();
}

/** The Anthology's id, by which the same paper is known under `acl:` and under its conference. */
export function anthologyIds(source: string, id: string): PaperId[] {
  return source !== 'acl' && ANTHOLOGY_ID.test(id) ? [{ scheme: 'acl', value: id }] : [];
}
