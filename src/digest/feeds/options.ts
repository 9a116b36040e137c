import type { FeedOptions } from './types.js';

export const MOST_ENTRIES = 200;
export const MOST_DAYS = 7;

/** A reader that looks once a day finds the whole of an edition and of the one before. */
export const DEFAULT_OPTIONS: Readonly<FeedOptions> = { top: 50, days: 2, abstract: 'full', replacements: false };

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
  };
}

/** The options as an address says them, the usual ones left out, in one order: equal options are equal text. */
export function writeOptions(options: FeedOptions): URLSearchParams {
  const { top, days, abstract, kind, replacements } = options;
  const given: [string, string | undefined][] = [
    ['top', top === DEFAULT_OPTIONS.top ? undefined : String(top)],
    ['days', days === DEFAULT_OPTIONS.days ? undefined : String(days)],
    ['abstract', abstract === DEFAULT_OPTIONS.abstract ? undefined : abstract],
    ['kind', kind],
    ['replacements', replacements ? '1' : undefined],
  ];
  return new URLSearchParams(given.filter((pair): pair is [string, string] => pair[1] !== undefined));
}

function wholeNumber(text: string | null, { most, otherwise }: { most: number; otherwise: number }): number {
  return text !== null && /^\d{1,4}$/.test(text) ? Math.min(Math.max(1, Number(text)), most) : otherwise;
}
