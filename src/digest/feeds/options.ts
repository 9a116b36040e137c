import type { FeedOptions } from './types.js';

export const MOST_ENTRIES = 200;
export const MOST_DAYS = 7;
export const MOST_VOTES = 1_000;

/** A reader that looks once a day finds the whole of an edition and of the one before. */
export const DEFAULT_OPTIONS: Readonly<FeedOptions> = { top: 50, days: 2, abstract: 'full', replacements: false, votes: 0 };

/** The options of a feed's address. Every address means something: what cannot be read is left out. */
export function readOptions(search: URLSearchParams): FeedOptions {
  const abstract = search.get('abstract');
  const kind = search.get('kind');
  return {
    top: wholeNumber(search.get('top'), { most: MOST_ENTRIES, otherwise: DEFAULT_OPTIONS.top }),
    days: wholeNumber(search.get('days'), { most: MOST_DAYS, otherwise: DEFAULT_OPTIONS.days }),
    abstract: abstract === 'summary' || abstract === 'none' ? abstract : 'full',
    ...(kind === 'new' || kind === 'cross-list' ? { kind } : {}),
    replacements: search.get('replacements') === '1',
    votes: readVotes(search.get('votes') ?? ''),
  };
}

/** The options as an address says them, the usual ones left out, in one order: equal options are equal text. */
export function writeOptions(options: FeedOptions): URLSearchParams {
  const { top, days, abstract, kind, replacements, votes } = options;
  const given: [string, string | undefined][] = [
    ['top', top === DEFAULT_OPTIONS.top ? undefined : String(top)],
    ['days', days === DEFAULT_OPTIONS.days ? undefined : String(days)],
    ['abstract', abstract === DEFAULT_OPTIONS.abstract ? undefined : abstract],
    ['kind', kind],
    ['replacements', replacements ? '1' : undefined],
    ['votes', votes === 0 ? undefined : String(votes)],
  ];
  return new URLSearchParams(given.filter((pair): pair is [string, string] => pair[1] !== undefined));
}

function wholeNumber(text: string | null, { most, otherwise }: { most: number; otherwise: number }): number {
  return text !== null && /^\d{1,4}$/.test(text) ? Math.min(Math.max(1, Number(text)), most) : otherwise;
}

/** How many votes a paper is to have, as a form or an address says it; 0 for what cannot be read. */
export function readVotes(text: string): number {
  return /^\d{1,6}$/.test(text) ? Math.min(Number(text), MOST_VOTES) : 0;
}
