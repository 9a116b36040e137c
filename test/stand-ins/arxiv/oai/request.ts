import { EARLIEST_STAMP } from '../world/events.js';
import type { Span } from '../world/windows.js';
import { OaiError } from './errors.js';
import { FORMATS, type Format } from './formats.js';
import { SETS } from './sets.js';

/** The arguments of ListRecords and ListIdentifiers, checked. */
export interface ListRequest {
  verb: 'ListRecords' | 'ListIdentifiers';
  metadataPrefix: string;
  from?: string;
  until?: string;
  set?: string;
}

const DAY = 86_400_000;
const LIST_ARGUMENTS = ['verb', 'metadataPrefix', 'from', 'until', 'set'];

/** The list that arguments ask for. @throws OaiError */
export function listRequest(given: Record<string, string>, now: number): ListRequest {
  const unknown = Object.keys(given).find((name) => !LIST_ARGUMENTS.includes(name));
  if (unknown !== undefined) throw new OaiError('badArgument', `Unallowed parameter. Allowed parameters: ${LIST_ARGUMENTS.join(', ')}`);
  const { verb, metadataPrefix, from, until, set } = given;
  if (metadataPrefix === undefined) throw new OaiError('badArgument', 'metadataPrefix required.');
  formatOf(metadataPrefix);
  for (const [name, day] of [['from', from], ['until', until]] as const) {
    if (day !== undefined && !isDay(day)) throw new OaiError('badArgument', `${name} date format must be YYYY-MM-DD`);
  }
  if (set !== undefined && !SETS.some(({ spec }) => spec === set)) throw new OaiError('badArgument', 'Set does not exist');
  const request = { verb: verb as ListRequest['verb'], metadataPrefix, from, until, set };
  checkSpan(spanOf(request), now);
  return request;
}

/** The instants whose datestamps a list asks for: whole UTC days. */
export function spanOf({ from, until }: ListRequest): Span {
  return { from: from === undefined ? EARLIEST_STAMP : Date.parse(from), until: until === undefined ? Infinity : Date.parse(until) + DAY };
}

function checkSpan({ from, until }: Span, now: number): void {
  if (from >= until) throw new OaiError('badArgument', 'until date must be greater than or equal to from date');
  if (from < EARLIEST_STAMP) throw new OaiError('badArgument', 'start date too early');
  if (until !== Infinity && until > now + 2 * DAY) throw new OaiError('badArgument', 'until date too late');
}

/** @throws OaiError for a format that is not served */
export function formatOf(prefix: string): Format {
  const format = FORMATS.find((one) => one.prefix === prefix);
  if (format === undefined) throw new OaiError('cannotDisseminateFormat', 'Did not recognize requested format');
  return format;
}

function isDay(text: string): boolean {
  return /^\d{4}-\d\d-\d\d$/.test(text) && new Date(`${text}T00:00:00Z`).toJSON()?.startsWith(text) === true;
}
